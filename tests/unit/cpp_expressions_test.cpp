// Expressions and types, one line each: what tree prints as what text.
#include "cpp_table.hpp"

namespace {

using namespace krait::cpp;
using testing::check;

struct InArena {
  Arena arena;
  ArenaScope scope{arena};
  Expr* a = name("a");
  Expr* b = name("b");
  Expr* c = name("c");
  Expr* d = name("d");
};

TEST_CASE_FIXTURE(InArena, "types") {
  check({
      {type("int"), "int"},
      {type("py::list", {type("double")}), "py::list<double>"},
      {type("py::dict", {type("py::str"), type("py::list", {type("py::Int")})}), "py::dict<py::str, py::list<py::Int>>"},
      {const_(type("int")), "const int"},
      {const_(const_(type("int"))), "const int"},
      {const_(ref(type("int"))), "int&"},
      {ref(type("int")), "int&"},
      {rvalue_ref(type("T")), "T&&"},
      {const_ref(type("py::str")), "const py::str&"},
      {const_ref(const_ref(type("py::str"))), "const py::str&&"},
      {pointer(type("int")), "int*"},
      {pointer(const_(type("char"))), "const char*"},
      {const_(pointer(const_(type("char")))), "const char* const"},
      {pointer(pointer(type("char"))), "char**"},
      {ref(pointer(type("char"))), "char*&"},
      {const_ref(pointer(type("char"))), "char* const&"},
      {auto_type(), "auto"},
      {auto_type("std::integral"), "std::integral auto"},
      {const_ref(auto_type("std::integral")), "const std::integral auto&"},
      {decltype_auto(), "decltype(auto)"},
      {const_auto(), "const auto"},
      {auto_ref(), "auto&"},
      {const_auto_ref(), "const auto&"},
      {forwarding_ref(), "auto&&"},
      {void_type(), "void"},
      {function_type(type("R"), {}), "R()"},
      {type("py::function", {function_type(type("R"), {const_ref(type("A")), type("B")})}), "py::function<R(const A&, B)>"},
      {decltype_of(call("f", {a})), "decltype(f(a))"},
      {type("std::array", {type("int"), value_argument(3)}), "std::array<int, 3>"},
      {type("X", {value_argument(-3)}), "X<-3>"},
      {type("X", {value_argument(boolean(true))}), "X<true>"},
      {type("X", {value_argument(binary(a, Op::Greater, b))}), "X<(a > b)>"},
      {type("X", {value_argument(binary(a, Op::Shr, b))}), "X<(a >> b)>"},
      {type("X", {value_argument(conditional(a, b, c))}), "X<(a ? b : c)>"},
      {type("X", {value_argument(call("f", {a, b}))}), "X<f(a, b)>"},
      {type("std::tuple", {pack(type("Ts"))}), "std::tuple<Ts...>"},
      {rvalue_ref(pack(type("Ts"))), "Ts...&&"},
      {pack(rvalue_ref(type("Ts"))), "Ts&&..."},
      {nested_type(type("T"), "value_type", true), "typename T::value_type"},
      {nested_type(type("py::list", {type("int")}), "iterator"), "py::list<int>::iterator"},
      {raw_type("int (*)(int)"), "int (*)(int)"},
  });
}

TEST_CASE_FIXTURE(InArena, "literals and names") {
  check({
      {number("1'000'000"), "1'000'000"},
      {number("0xFF"), "0xFF"},
      {number(0), "0"},
      {number(-5), "-5"},
      {number("-1.5"), "-1.5"},
      {boolean(true), "true"},
      {boolean(false), "false"},
      {null_pointer(), "nullptr"},
      {character('c'), "'c'"},
      {character('\''), "'\\''"},
      {character('"'), "'\"'"},
      {character('\n'), "'\\n'"},
      {character('\\'), "'\\\\'"},
      {character('\0'), "'\\0'"},
      {string(""), "\"\""},
      {string("abc"), "\"abc\""},
      {string("abc", "_s"), "\"abc\"_s"},
      {name("py::len"), "py::len"},
      {name("std::get", {value_argument(0)}), "std::get<0>"},
      {name("py::make", {type("C"), type("py::list", {type("int")})}), "py::make<C, py::list<int>>"},
      {scoped(type("std::vector", {type("int")}), "npos"), "std::vector<int>::npos"},
      {scoped(type("X", {type("int")}), "f", {type("U")}), "X<int>::f<U>"},
      {this_(), "this"},
      {this_object(), "*this"},
      {sizeof_pack("Ts"), "sizeof...(Ts)"},
  });
}

TEST_CASE_FIXTURE(InArena, "unary operators") {
  check({
      {minus(a), "-a"},
      {not_(a), "!a"},
      {unary(UnaryOp::Complement, a), "~a"},
      {unary(UnaryOp::Plus, a), "+a"},
      {dereference(a), "*a"},
      {address_of(a), "&a"},
      {increment(a), "++a"},
      {decrement(a), "--a"},
      {post_increment(a), "a++"},
      {minus(minus(a)), "-(-a)"},
      {minus(decrement(a)), "-(--a)"},
      {minus(unary(UnaryOp::Plus, a)), "-+a"},
      {unary(UnaryOp::Plus, unary(UnaryOp::Plus, a)), "+(+a)"},
      {unary(UnaryOp::Plus, increment(a)), "+(++a)"},
      {address_of(address_of(a)), "&(&a)"},
      {not_(not_(a)), "!!a"},
      {dereference(dereference(a)), "**a"},
      {minus(number("-1")), "-(-1)"},
      {not_(binary(a, Op::And, b)), "!(a && b)"},
      {minus(binary(a, Op::Add, b)), "-(a + b)"},
      {minus(binary(a, Op::Mul, b)), "-(a * b)"},
      {minus(call(a)), "-a()"},
      {minus(member(a, "x")), "-a.x"},
      {member(minus(a), "x"), "(-a).x"},
      {member(dereference(a), "x"), "a->x"},
      {call(dereference(a)), "(*a)()"},
      {dereference(call(a)), "*a()"},
      {dereference(post_increment(a)), "*a++"},
      {post_increment(dereference(a)), "(*a)++"},
      {subscript(address_of(a), b), "(&a)[b]"},
      {not_(conditional(a, b, c)), "!(a ? b : c)"},
      {not_(co_await_(a)), "!co_await a"},
      {binary(minus(a), Op::Sub, minus(b)), "-a - -b"},
      {binary(a, Op::Add, unary(UnaryOp::Plus, b)), "a + +b"},
      {binary(a, Op::BitAnd, address_of(b)), "a & &b"},
  });
}

TEST_CASE_FIXTURE(InArena, "binary operators by precedence") {
  check({
      {binary(a, Op::Add, b), "a + b"},
      {binary(a, Op::Sub, b), "a - b"},
      {binary(a, Op::Mul, b), "a * b"},
      {binary(a, Op::Div, b), "a / b"},
      {binary(a, Op::Mod, b), "a % b"},
      {binary(a, Op::Shl, b), "a << b"},
      {binary(a, Op::Shr, b), "a >> b"},
      {binary(a, Op::ThreeWay, b), "a <=> b"},
      {binary(a, Op::Less, b), "a < b"},
      {binary(a, Op::Greater, b), "a > b"},
      {binary(a, Op::LessEqual, b), "a <= b"},
      {binary(a, Op::GreaterEqual, b), "a >= b"},
      {binary(a, Op::Equal, b), "a == b"},
      {binary(a, Op::NotEqual, b), "a != b"},
      {binary(a, Op::BitAnd, b), "a & b"},
      {binary(a, Op::BitXor, b), "a ^ b"},
      {binary(a, Op::BitOr, b), "a | b"},
      {binary(a, Op::And, b), "a && b"},
      {binary(a, Op::Or, b), "a || b"},
      {binary(binary(a, Op::Add, b), Op::Add, c), "a + b + c"},
      {binary(a, Op::Add, binary(b, Op::Add, c)), "a + (b + c)"},
      {binary(a, Op::Sub, binary(b, Op::Sub, c)), "a - (b - c)"},
      {binary(binary(a, Op::Sub, b), Op::Add, c), "a - b + c"},
      {binary(binary(a, Op::Mul, b), Op::Add, c), "a * b + c"},
      {binary(a, Op::Mul, binary(b, Op::Add, c)), "a * (b + c)"},
      {binary(binary(a, Op::Add, b), Op::Mul, c), "(a + b) * c"},
      {binary(a, Op::Mul, binary(b, Op::Mul, c)), "a * (b * c)"},
      {binary(binary(a, Op::Mul, b), Op::Div, c), "a * b / c"},
      {binary(a, Op::Add, binary(b, Op::Mul, c)), "a + b * c"},
      {binary(binary(a, Op::Add, b), Op::Less, binary(c, Op::Sub, d)), "a + b < c - d"},
      {binary(binary(a, Op::Less, b), Op::And, binary(c, Op::Less, d)), "a < b && c < d"},
      {chain(Op::And, {a, b, c}), "a && b && c"},
      {chain(Op::Or, {a}), "a"},
      {binary(a, Op::And, binary(b, Op::And, c)), "a && (b && c)"},
      {binary(binary(a, Op::Mod, b), Op::Equal, number("0")), "a % b == 0"},
      {binary(minus(a), Op::Mul, b), "-a * b"},
      {binary(a, Op::Mul, minus(b)), "a * -b"},
      {binary(not_(a), Op::And, b), "!a && b"},
      {binary(a, Op::Add, conditional(a, b, c)), "a + (a ? b : c)"},
      {binary(a, Op::Add, assign(b, c)), "a + (b = c)"},
      {binary(co_await_(a), Op::Add, b), "co_await a + b"},
  });
}

TEST_CASE_FIXTURE(InArena, "parentheses that silence warnings") {
  check({
      {binary(binary(a, Op::And, b), Op::Or, c), "(a && b) || c"},
      {binary(a, Op::Or, binary(b, Op::And, c)), "a || (b && c)"},
      {binary(binary(a, Op::Or, b), Op::And, c), "(a || b) && c"},
      {binary(binary(a, Op::BitAnd, b), Op::BitOr, c), "(a & b) | c"},
      {binary(a, Op::BitOr, binary(b, Op::BitXor, c)), "a | (b ^ c)"},
      {binary(binary(a, Op::BitAnd, b), Op::BitXor, c), "(a & b) ^ c"},
      {chain(Op::BitOr, {a, b, c}), "a | b | c"},
      {binary(binary(a, Op::Add, b), Op::BitAnd, c), "(a + b) & c"},
      {binary(binary(a, Op::Shl, b), Op::BitOr, c), "(a << b) | c"},
      {binary(a, Op::BitAnd, binary(b, Op::Equal, c)), "a & (b == c)"},
      {binary(binary(a, Op::BitAnd, b), Op::Equal, c), "(a & b) == c"},
      {binary(binary(a, Op::Add, b), Op::Shl, c), "(a + b) << c"},
      {binary(a, Op::Shl, binary(b, Op::Sub, c)), "a << (b - c)"},
      {binary(a, Op::Shr, binary(b, Op::Mul, c)), "a >> (b * c)"},
      {chain(Op::Shl, {a, b, c}), "a << b << c"},
      {binary(binary(a, Op::Less, b), Op::Less, c), "(a < b) < c"},
      {binary(binary(a, Op::Equal, b), Op::Equal, c), "(a == b) == c"},
      {binary(binary(a, Op::Less, b), Op::Equal, binary(c, Op::Less, d)), "(a < b) == (c < d)"},
      {binary(binary(a, Op::ThreeWay, b), Op::Less, number("0")), "(a <=> b) < 0"},
      {binary(not_(a), Op::Equal, b), "(!a) == b"},
      {binary(a, Op::Equal, not_(b)), "a == !b"},
      {binary(not_(a), Op::BitAnd, b), "(!a) & b"},
      {binary(not_(a), Op::Less, b), "(!a) < b"},
      {binary(not_(a), Op::Add, b), "!a + b"},
      {conditional(binary(a, Op::Add, b), c, d), "(a + b) ? c : d"},
      {conditional(binary(a, Op::BitAnd, b), c, d), "(a & b) ? c : d"},
      {conditional(binary(a, Op::Equal, b), c, d), "a == b ? c : d"},
      {conditional(binary(a, Op::And, b), c, d), "a && b ? c : d"},
      {conditional(binary(a, Op::Or, b), c, d), "a || b ? c : d"},
  });
}

TEST_CASE_FIXTURE(InArena, "conditionals and assignments") {
  check({
      {conditional(a, b, c), "a ? b : c"},
      {conditional(conditional(a, b, c), b, c), "(a ? b : c) ? b : c"},
      {conditional(a, conditional(b, c, d), d), "a ? (b ? c : d) : d"},
      {conditional(a, b, conditional(b, c, d)), "a ? b : (b ? c : d)"},
      {conditional(a, assign(b, c), d), "a ? (b = c) : d"},
      {conditional(a, b, throw_(c)), "a ? b : throw c"},
      {conditional(assign(a, b), c, d), "(a = b) ? c : d"},
      {conditional(a, binary(b, Op::Or, c), d), "a ? b || c : d"},
      {member(conditional(a, b, c), "x"), "(a ? b : c).x"},
      {assign(a, b), "a = b"},
      {assign(a, assign(b, c)), "a = b = c"},
      {assign(a, conditional(b, c, d)), "a = b ? c : d"},
      {assign(a, AssignOp::Add, b), "a += b"},
      {assign(a, AssignOp::Sub, b), "a -= b"},
      {assign(a, AssignOp::Mul, b), "a *= b"},
      {assign(a, AssignOp::Div, b), "a /= b"},
      {assign(a, AssignOp::Mod, b), "a %= b"},
      {assign(a, AssignOp::Shl, b), "a <<= b"},
      {assign(a, AssignOp::Shr, b), "a >>= b"},
      {assign(a, AssignOp::BitAnd, b), "a &= b"},
      {assign(a, AssignOp::BitXor, b), "a ^= b"},
      {assign(a, AssignOp::BitOr, b), "a |= b"},
      {assign(dereference(a), b), "*a = b"},
      {assign(conditional(a, b, c), d), "(a ? b : c) = d"},
      {call("f", {assign(a, b)}), "f(a = b)"},
  });
}

TEST_CASE_FIXTURE(InArena, "calls, members, subscripts") {
  check({
      {call("f"), "f()"},
      {call("py::print", {a, b}), "py::print(a, b)"},
      {call(name("py::make", {type("C")}), {a}), "py::make<C>(a)"},
      {member(a, "x"), "a.x"},
      {arrow(a, "x"), "a->x"},
      {method_call(a, "append", {b}), "a.append(b)"},
      {call(arrow(this_(), "f"), {a}), "this->f(a)"},
      {call(member(a, "get", {type("int")})), "a.get<int>()"},
      {method_call(method_call(a, "f"), "g"), "a.f().g()"},
      {subscript(a, b), "a[b]"},
      {subscript(subscript(a, b), c), "a[b][c]"},
      {subscript(a, binary(b, Op::Add, c)), "a[b + c]"},
      {subscript(a, lambda({}, {}, {return_(b)})), "a[([] { return b; })]"},
      {method_call(subscript(a, b), "f"), "a[b].f()"},
      {call(call("f", {a}), {b}), "f(a)(b)"},
      {member(number("1"), "f"), "(1).f"},
      {member(number("1.5"), "f"), "(1.5).f"},
      {member(string("abc", "_s"), "f"), "\"abc\"_s.f"},
      {member(binary(a, Op::Add, b), "f"), "(a + b).f"},
      {call(conditional(a, b, c), {d}), "(a ? b : c)(d)"},
      {call("f", {conditional(a, b, c)}), "f(a ? b : c)"},
      {move(a), "std::move(a)"},
      {construct(type("C"), {a, b}), "C(a, b)"},
      {construct(type("py::list", {type("int")})), "py::list<int>()"},
      {member(construct(type("C")), "x"), "C().x"},
      {new_(type("C"), {a}), "new C(a)"},
      {static_cast_(type("double"), a), "static_cast<double>(a)"},
      {static_cast_(type("double"), binary(a, Op::Add, b)), "static_cast<double>(a + b)"},
      {cast(CastKind::Const, ref(type("C")), a), "const_cast<C&>(a)"},
      {cast(CastKind::Dynamic, pointer(type("C")), a), "dynamic_cast<C*>(a)"},
      {cast(CastKind::Reinterpret, pointer(type("C")), a), "reinterpret_cast<C*>(a)"},
      {member(static_cast_(type("C"), a), "x"), "static_cast<C>(a).x"},
      {call(scoped(type("X", {type("T")}), "f"), {a}), "X<T>::f(a)"},
  });
}

TEST_CASE_FIXTURE(InArena, "braces") {
  check({
      {brace(nullptr, {}), "{}"},
      {brace(nullptr, {a, b}), "{a, b}"},
      {brace(type("C"), {}), "C{}"},
      {brace(type("py::vector", {type("int")}), {number("1"), number("2")}), "py::vector<int>{1, 2}"},
      {designated(type("P"), {{"x", a}, {"y", b}}), "P{.x = a, .y = b}"},
      {designated(nullptr, {{"encoding", string("utf-8")}}), "{.encoding = \"utf-8\"}"},
      {brace(nullptr, {brace(nullptr, {a, b}), brace(nullptr, {c, d})}), "{{a, b}, {c, d}}"},
      {call("py::open", {a, designated(nullptr, {{"mode", b}})}), "py::open(a, {.mode = b})"},
      {member(brace(type("P"), {a}), "x"), "P{a}.x"},
  });
}

TEST_CASE_FIXTURE(InArena, "lambdas") {
  Lambda* full = lambda({capture("&"), capture("n", a)}, {param(const_ref(type("T")), "x")}, {return_(b)}, type("int"));
  full->is_mutable = true;
  full->is_noexcept = true;
  full->template_parameters = {type_param("T")};
  Lambda* listed = lambda({}, {}, {});
  listed->has_parameter_list = true;
  check({
      {lambda({}, {}, {}), "[] {}"},
      {listed, "[]() {}"},
      {lambda({}, {}, {return_(a)}), "[] { return a; }"},
      {lambda({capture("&")}, {}, {expr_stmt(call("f"))}), "[&] { f(); }"},
      {lambda({capture("=")}, {}, {return_()}), "[=] { return; }"},
      {lambda({capture("this")}, {}, {return_(a)}), "[this] { return a; }"},
      {lambda({capture("a"), capture("&b")}, {}, {return_(a)}), "[a, &b] { return a; }"},
      {lambda({capture("a", move(a))}, {}, {return_(a)}), "[a = std::move(a)] { return a; }"},
      {lambda({}, {param(const_auto_ref(), "x")}, {return_(name("x"))}), "[](const auto& x) { return x; }"},
      {lambda({}, {}, {return_(a)}, type("int")), "[]() -> int { return a; }"},
      {full, "[&, n = a]<typename T>(const T& x) mutable noexcept -> int { return b; }"},
      {call(lambda({capture("&")}, {}, {return_(a)})), "[&] { return a; }()"},
      {lambda({}, {}, {expr_stmt(a), return_(b)}), "[] {\n  a;\n  return b;\n}"},
      {call("f", {a, lambda({}, {}, {expr_stmt(a), return_(b)})}), "f(a, [] {\n  a;\n  return b;\n})"},
      {call("f", {lambda({}, {}, {expr_stmt(a), return_(b)}), a}), "f(\n    [] {\n      a;\n      return b;\n    },\n    a)"},
      {lambda({}, {}, {behind(return_(a), "why")}), "[] {\n  return a;  // why\n}"},
  });
}

TEST_CASE_FIXTURE(InArena, "coroutines, throw, packs") {
  check({
      {co_await_(call("f", {a})), "co_await f(a)"},
      {member(co_await_(a), "x"), "(co_await a).x"},
      {co_await_(binary(a, Op::Add, b)), "co_await (a + b)"},
      {assign(a, co_await_(b)), "a = co_await b"},
      {co_yield_(a), "co_yield a"},
      {co_yield_(binary(a, Op::Add, b)), "co_yield a + b"},
      {assign(a, co_yield_(b)), "a = co_yield b"},
      {binary(a, Op::Add, co_yield_(b)), "a + (co_yield b)"},
      {throw_(), "throw"},
      {throw_(call("py::ValueError", {string("bad")})), "throw py::ValueError(\"bad\")"},
      {expand(a), "a..."},
      {expand(call("f", {a})), "f(a)..."},
      {expand(binary(a, Op::Add, b)), "(a + b)..."},
      {call("f", {expand(call(name("std::forward", {type("Ts")}), {a}))}), "f(std::forward<Ts>(a)...)"},
      {fold_left(Op::Add, a), "(... + a)"},
      {fold_left(Op::Add, a, number("0")), "(0 + ... + a)"},
      {fold_right(Op::And, a), "(a && ...)"},
      {fold_right(Op::Or, a, b), "(a || ... || b)"},
      {fold_left(Op::Add, binary(a, Op::Mul, b)), "(... + (a * b))"},
      {fold_right(Op::And, call("f", {a})), "(f(a) && ...)"},
  });
}

}  // namespace
