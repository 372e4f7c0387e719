from .solid import Node as Solid
