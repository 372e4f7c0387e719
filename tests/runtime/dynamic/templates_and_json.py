"""A template engine, a reader and a writer of JSON."""
"""A tiny template engine and JSON-like serializer with visitor dispatch."""
class TemplateError(Exception):
    def __init__(self, message, line=None):
        super().__init__(message if line is None else f"{message} (line {line})")
        self.line = line
class Context:
    def __init__(self, data, parent=None):
        self.data, self.parent = data, parent
    def lookup(self, path):
        head, *rest = path.split(".")
        ctx = self
        while ctx is not None and head not in ctx.data:
            ctx = ctx.parent
        if ctx is None:
            raise TemplateError(f"unknown name {head!r}")
        value = ctx.data[head]
        for part in rest:
            if isinstance(value, dict): value = value[part]
            elif part.isdigit(): value = value[int(part)]
            else: value = getattr(value, part)
            if callable(value): value = value()
        return value
    def child(self, **kw): return Context(kw, self)
class Node:
    def render(self, ctx): raise NotImplementedError(type(self).__name__)
class Text(Node):
    def __init__(self, s): self.s = s
    def render(self, ctx): return self.s
class Var(Node):
    filters = {"upper": str.upper, "len": len, "join": lambda v: ", ".join(map(str, v)), "default": lambda v: v or "n/a"}
    def __init__(self, expr):
        self.path, *self.names = [p.strip() for p in expr.split("|")]
    def render(self, ctx):
        v = ctx.lookup(self.path)
        for n in self.names:
            try: f = self.filters[n]
            except KeyError as e: raise TemplateError(f"no filter {e}") from e
            v = f(v)
        return str(v)
class Block(Node):
    def __init__(self): self.nodes = []
    def render(self, ctx): return "".join(n.render(ctx) for n in self.nodes)
class For(Block):
    def __init__(self, var, path):
        super().__init__()
        self.var, self.path = var, path
    def render(self, ctx):
        items = ctx.lookup(self.path)
        out = []
        for i, item in enumerate(items):
            out.append(super().render(ctx.child(**{self.var: item, "index": i, "last": i == len(items) - 1})))
        return "".join(out)
class If(Block):
    def __init__(self, path):
        super().__init__()
        self.negate = path.startswith("not ")
        self.path = path[4:] if self.negate else path
        self.other = None
    def render(self, ctx):
        ok = bool(ctx.lookup(self.path)) != self.negate
        if ok: return super().render(ctx)
        return self.other.render(ctx) if self.other else ""
def tokens(src):
    pos = 0
    while pos < len(src):
        start = src.find("{", pos)
        if start < 0 or start + 1 >= len(src):
            yield "text", src[pos:], src.count("\n", 0, pos) + 1
            return
        if src[start + 1] not in "{%":
            yield "text", src[pos:start + 1], 0
            pos = start + 1
            continue
        if start > pos: yield "text", src[pos:start], 0
        kind = "var" if src[start + 1] == "{" else "tag"
        end = src.find("}}" if kind == "var" else "%}", start)
        line = src.count("\n", 0, start) + 1
        if end < 0: raise TemplateError("unclosed " + kind, line)
        yield kind, src[start + 2:end].strip(), line
        pos = end + 2
def parse(src):
    root = Block()
    stack = [root]
    for kind, body, line in tokens(src):
        top = stack[-1]
        if kind == "text": top.nodes.append(Text(body))
        elif kind == "var": top.nodes.append(Var(body))
        else:
            match body.split():
                case ["for", var, "in", path]:
                    node = For(var, path); top.nodes.append(node); stack.append(node)
                case ["if", *rest]:
                    node = If(" ".join(rest)); top.nodes.append(node); stack.append(node)
                case ["else"]:
                    if not isinstance(top, If): raise TemplateError("else without if", line)
                    top.other = Block(); stack[-1] = top.other
                case ["endfor"] | ["endif"]:
                    if len(stack) == 1: raise TemplateError("unexpected " + body, line)
                    stack.pop()
                case _:
                    raise TemplateError(f"bad tag {body!r}", line)
    if len(stack) > 1: raise TemplateError("unclosed block")
    return root
class Person:
    def __init__(self, name, tags=()): self.name, self.tags = name, list(tags)
    def shout(self): return self.name.upper() + "!"
data = {"title": "List", "people": [Person("ann", ["x", "y"]), Person("bob")], "empty": [], "cfg": {"v": 1.5, "deep": [10, {"k": "w"}]}}
for src in ["{{ title | upper }}: {% for p in people %}{{ index }}={{ p.name }}[{{ p.tags | join }}]{% if not last %}; {% endif %}{% endfor %}.",
            "{% if empty %}yes{% else %}no {{ cfg.deep.1.k }}{% endif %} {{ cfg.v }} { literal } {{ empty | default }}",
            "{{ people.0.shout }} {{ people | len }}", "{{ nope }}", "a\n{% foo %}", "{% for x in people %}", "{{ title | zap }}", "{{ oops", "{% endif %}"]:
    try:
        print(parse(src).render(Context(data)))
    except TemplateError as e:
        print("ERR", e, e.line, repr(e.__cause__))
def dumps(v, indent=None, level=0):
    nl = "" if indent is None else "\n" + " " * indent * (level + 1)
    end = "" if indent is None else "\n" + " " * indent * level
    sep = ", " if indent is None else ","
    if v is None: return "null"
    if v is True: return "true"
    if v is False: return "false"
    if isinstance(v, str): return '"' + v.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    if isinstance(v, (int, float)): return repr(v)
    if isinstance(v, dict): return "{" + sep.join(nl + dumps(str(k)) + ": " + dumps(x, indent, level + 1) for k, x in v.items()) + end + "}" if v else "{}"
    if isinstance(v, (list, tuple, set)): return "[" + sep.join(nl + dumps(x, indent, level + 1) for x in v) + end + "]" if v else "[]"
    if hasattr(v, "to_json"): return dumps(v.to_json(), indent, level)
    raise TypeError(f"cannot dump {type(v).__name__}")
print(dumps({"a": [1, 2.5, None, True], "b": {"c": 'q"\n'}, "e": {}, "t": ()}))
print(dumps({"a": [1, {"b": False}], "z": []}, indent=2))
try: dumps({"x": object()})
except TypeError as e: print(e)
def loads(s):
    def ws(i):
        while i < len(s) and s[i] in " \n\t": i += 1
        return i
    def value(i):
        i = ws(i)
        c = s[i]
        if c == "{":
            out = {}; i = ws(i + 1)
            while s[i] != "}":
                k, i = value(i); i = ws(i)
                assert s[i] == ":", f"colon at {i}"
                out[k], i = value(i + 1); i = ws(i)
                if s[i] == ",": i = ws(i + 1)
            return out, i + 1
        if c == "[":
            out = []; i = ws(i + 1)
            while s[i] != "]":
                x, i = value(i); out.append(x); i = ws(i)
                if s[i] == ",": i += 1
            return out, i + 1
        if c == '"':
            j = i + 1; buf = []
            while s[j] != '"':
                if s[j] == "\\": j += 1; buf.append({"n": "\n"}.get(s[j], s[j]))
                else: buf.append(s[j])
                j += 1
            return "".join(buf), j + 1
        for word, val in (("true", True), ("false", False), ("null", None)):
            if s.startswith(word, i): return val, i + len(word)
        j = i
        while j < len(s) and s[j] in "+-.0123456789eE": j += 1
        text = s[i:j]
        return (float(text) if "." in text or "e" in text else int(text)), j
    v, i = value(0)
    return v
d = loads('{"a": [1, -2.5, 1e3, null, true], "b": {"c": "q\\"\\n"}, "n": []}')
print(d, d["a"][1] + 1, d["b"]["c"])
try: loads('{"a" 1}')
except AssertionError as e: print("assert", e)
try: loads('[1, ')
except IndexError as e: print("index", e)
