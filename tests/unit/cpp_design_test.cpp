// The two examples of docs/design.md, section 7, built as a lowering would build them.
#include "cpp_table.hpp"

namespace {

using namespace krait::cpp;

Function* words_function() {
  Stmt* append = expr_stmt(method_call(name("result"), "append", {method_call(method_call(name("w"), "strip", {string(".,!?")}), "lower")}));
  If* test = if_(binary(call("py::len", {name("w")}), Op::GreaterEqual, name("MIN_LENGTH")), {append});
  return function(type("py::vector", {type("py::str")}), "words", {param(const_ref(type("py::str")), "text")},
                  {
                      above(variable(type("py::vector", {type("py::str")}), "result"), comment("punctuation at either end does not count")),
                      range_for(const_auto_ref(), "w", method_call(name("text"), "split"), {test}),
                      return_(name("result")),
                  });
}

Function* main_function() {
  Block* with = block({
      variable(auto_type(), "f", call("py::open", {name("path"), designated(nullptr, {{"encoding", string("utf-8")}})})),
      expr_stmt(assign(name("counts"), call("py::Counter", {call("words", {method_call(name("f"), "read")})}))),
  });
  Stmt* show = expr_stmt(call("py::print", {call("py::format", {string("{:6} {}"), name("n"), name("word")})}));
  return function(void_type(), "main", {param(const_ref(type("py::str")), "path")},
                  {
                      variable(type("py::Counter", {type("py::str")}), "counts"),
                      with,
                      range_for_each(const_auto_ref(), {"word", "n"}, method_call(name("counts"), "most_common", {number("10")}), {show}),
                  });
}

TEST_CASE("word_count") {
  Arena arena;
  ArenaScope scope(arena);
  File file;
  file.body.add(above(include("word_count.hpp"), doc_comment("Words of a text, most frequent first.")));
  file.body.add(blank(system_include("py/collections.hpp")));
  file.body.add(system_include("py/io.hpp"));
  file.body.add(system_include("py/print.hpp"));
  file.body.add(blank(namespace_("word_count", {words_function(), blank(main_function())})));
  CHECK(print(file) == R"(/// Words of a text, most frequent first.
#include "word_count.hpp"

#include <py/collections.hpp>
#include <py/io.hpp>
#include <py/print.hpp>

namespace word_count {

py::vector<py::str> words(const py::str& text) {
  // punctuation at either end does not count
  py::vector<py::str> result;
  for (const auto& w : text.split()) {
    if (py::len(w) >= MIN_LENGTH) {
      result.append(w.strip(".,!?").lower());
    }
  }
  return result;
}

void main(const py::str& path) {
  py::Counter<py::str> counts;
  {
    auto f = py::open(path, {.encoding = "utf-8"});
    counts = py::Counter(words(f.read()));
  }
  for (const auto& [word, n] : counts.most_common(10)) {
    py::print(py::format("{:6} {}", n, word));
  }
}

}  // namespace word_count
)");
}

TEST_CASE("Account") {
  Arena arena;
  ArenaScope scope(arena);
  Class* account = class_("Account", {base(type("py::Object"))});
  Function* constructor = function(nullptr, "Account", {param(type("py::str"), "owner"), param(type("py::Int"), "balance", number("0"))}, {});
  constructor->specifiers.is_explicit = true;
  constructor->member_inits = {member_init("owner", {move(name("owner"))}), member_init("balance", {move(name("balance"))})};
  Expr* message = call("py::format", {string("{} has only {}"), name("owner"), name("balance")});
  Function* withdraw = function(void_type(), "withdraw", {param(const_ref(type("py::Int")), "amount")},
                                {
                                    if_(binary(name("amount"), Op::Greater, name("balance")), {throw_stmt(call("py::ValueError", {message}))}),
                                    expr_stmt(assign(name("balance"), AssignOp::Sub, name("amount"))),
                                });
  section(*account, Access::Public) = body({
      constructor,
      blank(withdraw),
      blank(variable(type("py::str"), "owner")),
      variable(type("py::Int"), "balance"),
  });
  CHECK(print(*above(account, doc_comment("An account that cannot be overdrawn."))) == R"(/// An account that cannot be overdrawn.
class Account : public py::Object {
 public:
  explicit Account(py::str owner, py::Int balance = 0)
      : owner(std::move(owner)), balance(std::move(balance)) {}

  void withdraw(const py::Int& amount) {
    if (amount > balance) {
      throw py::ValueError(py::format("{} has only {}", owner, balance));
    }
    balance -= amount;
  }

  py::str owner;
  py::Int balance;
};)");
}

}  // namespace
