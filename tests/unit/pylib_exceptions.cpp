// Exceptions: identity, chaining, texts, groups; expectations are CPython 3.11's.
#include <doctest/doctest.h>

#include <py/bytes.hpp>
#include <py/class.hpp>
#include <py/exceptions.hpp>
#include <py/list.hpp>
#include <py/protocol.hpp>
#include <py/tuple.hpp>

#include <cerrno>
#include <string>

namespace {

using py::object;
using py::str;

std::string text(const str& s) { return std::string(s.view()); }
std::string repr(const object& o) { return text(o.py_repr()); }
std::string shown(const py::BaseException& e) { return text(e.py_repr()) + " | " + text(e.py_str()); }

template <typename F>
std::string error_of(F f) {
  try {
    f();
  } catch (const py::BaseException& e) {
    return text(e.py_type().name()) + ": " + text(e.py_str());
  }
  return "nothing raised";
}

class BankError : public virtual py::Exception {
 public:
  BankError() = default;
  explicit BankError(const str& message) { set_args(message); }
};

class NoSuchAccount : public virtual BankError, public virtual py::LookupError {
 public:
  explicit NoSuchAccount(str name) : name(std::move(name)) {
    set_args(str("no account ") + this->name);
    ++alive;
  }
  NoSuchAccount(const NoSuchAccount& other) : py::Object(other), py::BaseException(other), py::Exception(other), BankError(other), py::LookupError(other), name(other.name) {
    ++alive;
  }
  ~NoSuchAccount() override { --alive; }
  str py_str() const override { return str("<") + BankError::py_str() + ">"; }
  str name;
  static inline int alive = 0;
};

object list_of(std::initializer_list<object> items) { return py::list<object>(items); }

}  // namespace

TEST_CASE("handlers match through virtual bases") {
  CHECK(error_of([] { throw NoSuchAccount("ann"); }) == "NoSuchAccount: <no account ann>");
  bool caught = false;
  try {
    throw NoSuchAccount("ann");
  } catch (const py::LookupError& e) {
    caught = true;
    CHECK(text(dynamic_cast<const NoSuchAccount&>(e).name) == "ann");
    CHECK(e.py_cause() == py::None);
    CHECK(py::matches(e, py::class_of<py::Exception>()));
    CHECK(py::matches(e, std::tuple<object, object>(py::class_of<py::ValueError>(), py::class_of<py::LookupError>())));
    CHECK_FALSE(py::matches(e, py::class_of<py::ValueError>()));
  }
  CHECK(caught);
  CHECK(NoSuchAccount::alive == 0);
}

TEST_CASE("a kept exception is the thrown object itself") {
  py::maybe<NoSuchAccount> kept;
  const NoSuchAccount* address = nullptr;
  try {
    throw NoSuchAccount("bob");
  } catch (const NoSuchAccount& e) {
    address = &e;
    try {
      throw py::ValueError("inner");
    } catch (const py::ValueError&) {
      kept = py::keep(e);  // not the innermost one
    }
  }
  CHECK(NoSuchAccount::alive == 1);
  CHECK(kept->name == "bob");
  CHECK(kept.get() == address);
  const object boxed = kept;
  bool again = false;
  try {
    py::raise(boxed);
  } catch (const BankError& e) {
    again = dynamic_cast<const NoSuchAccount*>(&e) == address;
  }
  CHECK(again);
  kept = py::None;
  CHECK(NoSuchAccount::alive == 1);
}

TEST_CASE("nothing is left of exceptions") { CHECK(NoSuchAccount::alive == 0); }

TEST_CASE("made, then raised later") {
  const py::ref<NoSuchAccount> e = py::make<NoSuchAccount>("carl");
  CHECK(NoSuchAccount::alive == 1);
  try {
    throw py::KeyError(1);
  } catch (const py::KeyError&) {
    CHECK(py::make<py::ValueError>("x")->py_context() == py::None);
    try {
      py::raise(e);
    } catch (const NoSuchAccount& caught) {
      CHECK(&caught == e.get());
      CHECK(repr(object(caught.py_context())) == "KeyError(1)");
    }
  }
}

TEST_CASE("context and cause") {
  try {
    try {
      throw py::KeyError("k");
    } catch (const py::KeyError&) {
      throw py::ValueError("v");
    }
  } catch (const py::ValueError& e) {
    CHECK(repr(object(e.py_context())) == "KeyError('k')");
    CHECK(e.py_cause() == py::None);
    CHECK_FALSE(e.py_suppress_context());
  }
  try {
    try {
      throw py::KeyError("k");
    } catch (const py::KeyError& k) {
      throw py::from(py::ValueError("v"), k);
    }
  } catch (const py::ValueError& e) {
    CHECK(repr(object(e.py_cause())) == "KeyError('k')");
    CHECK(e.py_suppress_context());
  }
  try {
    try {
      throw py::KeyError("k");
    } catch (const py::KeyError&) {
      throw py::from(py::ValueError("v"), py::None);
    }
  } catch (const py::ValueError& e) {
    CHECK(e.py_cause() == py::None);
    CHECK(repr(object(e.py_context())) == "KeyError('k')");
    CHECK(e.py_suppress_context());
  }
  CHECK(error_of([] { throw py::from(py::ValueError("v"), object(3)); }) == "TypeError: exception causes must derive from BaseException");
}

TEST_CASE("handlers that are no catch blocks") {
  std::exception_ptr saved;
  try {
    throw py::KeyError("k");
  } catch (...) {
    saved = std::current_exception();
  }
  py::handling handler(saved);
  CHECK(repr(py::current_exception()) == "KeyError('k')");
  CHECK(repr(object(py::make<py::ValueError>()->py_context())) == "None");
  try {
    throw py::ValueError("v");
  } catch (const py::ValueError& e) {
    CHECK(repr(object(e.py_context())) == "KeyError('k')");
    CHECK(repr(py::current_exception()) == "ValueError('v')");
  }
  handler.suspend();
  CHECK(py::current_exception() == py::None);
  handler.resume();
  CHECK(repr(py::current_exception()) == "KeyError('k')");
}

TEST_CASE("str and repr") {
  CHECK(shown(*py::make<py::ValueError>()) == "ValueError() | ");
  CHECK(shown(*py::make<py::ValueError>("a", 1)) == "ValueError('a', 1) | ('a', 1)");
  CHECK(shown(*py::make<py::KeyError>("a")) == "KeyError('a') | 'a'");
  CHECK(shown(*py::make<py::KeyError>("a", "b")) == "KeyError('a', 'b') | ('a', 'b')");
  CHECK(shown(*py::make<py::OSError>(2, "x", "f")) == "OSError(2, 'x') | [Errno 2] x: 'f'");
  CHECK(shown(*py::make<py::OSError>("one")) == "OSError('one') | one");
  CHECK(shown(*py::make_os_error(ENOENT, "/none")) == "FileNotFoundError(2, 'No such file or directory') | [Errno 2] No such file or directory: '/none'");
  CHECK(error_of([] { py::raise_os_error(EISDIR, "/tmp"); }) == "IsADirectoryError: [Errno 21] Is a directory: '/tmp'");
  CHECK(error_of([] { py::raise_unicode_encode_error("ascii", "é", 0, 1, "ordinal not in range(128)"); }) ==
        "UnicodeEncodeError: 'ascii' codec can't encode character '\\xe9' in position 0: ordinal not in range(128)");
  CHECK(error_of([] { py::raise_unicode_encode_error("ascii", "ééa", 0, 2, "ordinal not in range(128)"); }) ==
        "UnicodeEncodeError: 'ascii' codec can't encode characters in position 0-1: ordinal not in range(128)");
  CHECK(error_of([] { py::raise_unicode_decode_error("utf-8", py::bytes("\xff"), 0, 1, "invalid start byte"); }) ==
        "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte");
  CHECK(repr(object(py::make<py::ValueError>("a", 1)->args())) == "('a', 1)");
}

TEST_CASE("exceptions in dynamic code") {
  const object value_error = py::class_of<py::ValueError>();
  CHECK(error_of([&] { py::raise(value_error); }) == "ValueError: ");
  CHECK(error_of([&] { py::raise(value_error("x")); }) == "ValueError: x");
  CHECK(error_of([] { py::raise(object(3)); }) == "TypeError: exceptions must derive from BaseException");
  CHECK(error_of([] { py::raise(object(py::class_of<py::Int>())); }) == "TypeError: exceptions must derive from BaseException");
  CHECK(error_of([&] { value_error(py::arg("a") = 1); }) == "TypeError: ValueError() takes no keyword arguments");
  const object os_error = py::class_of<py::OSError>();
  CHECK(repr(os_error(2, "x")) == "FileNotFoundError(2, 'x')");
  CHECK(repr(os_error(2, "x").attr("errno")) == "2");
  CHECK(repr(object(py::class_of<py::StopIteration>())(5).attr("value")) == "5");
  CHECK(repr(object(py::class_of<py::SystemExit>())(1, 2).attr("code")) == "(1, 2)");
  const object e = value_error(1);
  CHECK(repr(e.attr("args")) == "(1,)");
  e.attr("note") = "n";
  CHECK(repr(e.attr("note")) == "'n'");
  e.attr("add_note")("more");
  CHECK(repr(e.attr("__notes__")) == "['more']");
  CHECK(repr(value_error.attr("__mro__")) == "(<class 'ValueError'>, <class 'Exception'>, <class 'BaseException'>, <class 'object'>)");
}

TEST_CASE("exception classes made at run time") {
  const object value_error = py::class_of<py::ValueError>();
  const object mine = py::make_class("Mine", std::vector<object>{value_error}, {});
  bool caught = false;
  try {
    py::raise(mine("text"));
  } catch (const py::ValueError& e) {
    caught = true;
    CHECK(shown(e) == "Mine('text') | text");
    CHECK(py::matches(e, mine));
  }
  CHECK(caught);
  const std::vector<py::detail::attribute_table::entry> attributes{
      {"__init__", py::def(
                       "__init__", [](const object& self, const object& code) { self.attr("code") = code; }, py::arg("self"), py::arg("code"))},
      {"__str__", py::def("__str__", [](const object& self) { return str("code ") + object(self.attr("code")).py_str(); }, py::arg("self"))}};
  const object coded = py::make_class("Coded", std::vector<object>{mine}, attributes);
  CHECK(error_of([&] { py::raise(coded(7)); }) == "Coded: code 7");
}

TEST_CASE("groups") {
  const object group_class = py::class_of<py::ExceptionGroup>();
  const object value_error = py::class_of<py::ValueError>();
  const object type_error = py::class_of<py::TypeError>();
  const object g = group_class("m", list_of({value_error(1), group_class("n", list_of({type_error(2), value_error(3)}))}));
  CHECK(repr(g) == "ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)])])");
  CHECK(text(g.py_str()) == "m (2 sub-exceptions)");
  CHECK(repr(g.attr("split")(value_error)) ==
        "(ExceptionGroup('m', [ValueError(1), ExceptionGroup('n', [ValueError(3)])]), ExceptionGroup('m', [ExceptionGroup('n', [TypeError(2)])]))");
  CHECK(repr(g.attr("subgroup")(py::class_of<py::OSError>())) == "None");
  CHECK(repr(g.attr("exceptions")) == "(ValueError(1), ExceptionGroup('n', [TypeError(2), ValueError(3)]))");
  CHECK(error_of([&] { group_class("m", list_of({})); }) == "ValueError: second argument (exceptions) must be a non-empty sequence");
  CHECK(error_of([&] { group_class("m", 3); }) == "TypeError: second argument (exceptions) must be a sequence");
  CHECK(error_of([&] { group_class("m", list_of({3})); }) == "ValueError: Item 0 of second argument (exceptions) is not an exception");
  CHECK(error_of([&] { group_class("m"); }) == "TypeError: BaseExceptionGroup.__new__() takes exactly 2 arguments (1 given)");
  const object base_group = py::class_of<py::BaseExceptionGroup>();
  CHECK(repr(base_group("m", list_of({value_error(1)}))) == "ExceptionGroup('m', [ValueError(1)])");
  CHECK(error_of([&] { group_class("m", list_of({object(py::class_of<py::KeyboardInterrupt>())()})); }) == "TypeError: Cannot nest BaseExceptions in an ExceptionGroup");
}

TEST_CASE("the printed form") {
  try {
    try {
      throw py::KeyError("k");
    } catch (const py::KeyError& k) {
      throw py::from(NoSuchAccount("ann"), k);
    }
  } catch (const py::BaseException& e) {
    CHECK(text(py::format_exception(e)) ==
          "Traceback (most recent call last):\nKeyError: 'k'\n\nThe above exception was the direct cause of the following exception:\n\n"
          "Traceback (most recent call last):\nNoSuchAccount: <no account ann>\n");
  }
  try {
    try {
      throw py::KeyError("k");
    } catch (const py::KeyError&) {
      throw py::ValueError();
    }
  } catch (const py::BaseException& e) {
    CHECK(text(py::format_exception(e)) ==
          "Traceback (most recent call last):\nKeyError: 'k'\n\nDuring handling of the above exception, another exception occurred:\n\n"
          "Traceback (most recent call last):\nValueError\n");
  }
  const object group_class = py::class_of<py::ExceptionGroup>();
  const object value_error = py::class_of<py::ValueError>();
  const object g = group_class("m", list_of({value_error(1), group_class("n", list_of({value_error(2), value_error("a")}))}));
  CHECK(text(py::format_exception(*py::raise_fn::as_instance(g))) ==
        "  + Exception Group Traceback (most recent call last):\n"
        "  | ExceptionGroup: m (2 sub-exceptions)\n"
        "  +-+---------------- 1 ----------------\n"
        "    | ValueError: 1\n"
        "    +---------------- 2 ----------------\n"
        "    | ExceptionGroup: n (2 sub-exceptions)\n"
        "    +-+---------------- 1 ----------------\n"
        "      | ValueError: 2\n"
        "      +---------------- 2 ----------------\n"
        "      | ValueError: a\n"
        "      +------------------------------------\n");
}
