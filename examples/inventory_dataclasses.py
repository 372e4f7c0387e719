"""Dataclasses: values, defaults, order, and tables of them."""
from dataclasses import dataclass, field, replace


@dataclass(frozen=True, order=True)
class Version:
    major: int
    minor: int = 0

    def bumped(self) -> "Version":
        return replace(self, minor=self.minor + 1)


@dataclass
class Package:
    name: str
    version: Version
    needs: list[str] = field(default_factory=list)
    size: float = 0.0


def install_order(packages: dict[str, Package], wanted: str) -> list[str]:
    """What must be installed for `wanted`, dependencies first."""
    order: list[str] = []

    def visit(name: str) -> None:
        if name in order:
            return
        for needed in packages[name].needs:
            visit(needed)
        order.append(name)

    visit(wanted)
    return order


known = [
    Package("app", Version(1, 2), ["web", "db"], 1.5),
    Package("web", Version(3), ["core"], 12.25),
    Package("db", Version(2, 7), ["core"], 8.0),
    Package("core", Version(1)),
]
packages = {package.name: package for package in known}
print(install_order(packages, "app"))
print(max(known, key=lambda package: package.version))
print(Version(1, 2).bumped(), Version(1, 9) < Version(2), packages["core"] == Package("core", Version(1)))
print(f"{sum(package.size for package in known):.1f} MB")
