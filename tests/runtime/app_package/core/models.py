ROLE = "user"
hidden = 1
_hidden = 2
class ValidationError(ValueError):
    def __init__(self, field, message):
        super().__init__(f"{field}: {message}")
        self.field = field
class User:
    role = ROLE
    def __init__(self, name, *, email=None):
        if not name:
            raise ValidationError("name", "required")
        self.name = name
        self.email = email
    def __str__(self):
        return f"{self.name} <{self.email}> ({self.role})"
class Admin(User):
    role = "admin"
    def __repr__(self):
        return f"Admin({self.name!r}, role={self.role})"
