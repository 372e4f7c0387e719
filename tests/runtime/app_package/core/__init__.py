from . import engine
from .models import User
NAME = "core"
