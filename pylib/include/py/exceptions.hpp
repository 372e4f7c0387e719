/// Python's exceptions as C++ exceptions. The thrown C++ object is the Python object: `throw py::ValueError("text")`,
/// `catch (const py::LookupError& e)`, `py::keep(e)` to hold on to it, `py::raise(kept)` to throw it again.
#pragma once

#include <py/cast.hpp>
#include <py/object.hpp>
#include <py/ref.hpp>
#include <py/tags.hpp>

#include <concepts>
#include <exception>
#include <initializer_list>
#include <new>
#include <type_traits>
#include <typeinfo>
#include <utility>
#include <vector>

namespace py {

/// The base of all exceptions. Every exception class inherits its bases virtually, so that a handler matches through any diamond.
/// The most derived constructor calls `set_args` with what Python would pass to `super().__init__`.
class BaseException : public virtual Object {
 public:
  /// Records the exception that is being handled as `__context__`.
  BaseException();
  template <typename First, typename... Rest>
    requires(sizeof...(Rest) != 0 || !std::derived_from<std::remove_cvref_t<First>, BaseException> || std::is_convertible_v<First, object>)
  explicit BaseException(First&& first, Rest&&... rest) : BaseException() {
    set_args(std::forward<First>(first), std::forward<Rest>(rest)...);
  }
  /// Another object with the same contents; made when C++ copies the thrown object.
  BaseException(const BaseException& other);
  BaseException(BaseException&& other) noexcept;
  BaseException& operator=(const BaseException&) = delete;
  ~BaseException() override;

  /// `args`.
  tuple<object> args() const;
  const std::vector<object>& arguments() const noexcept { return args_; }
  /// Replaces `args`, as `BaseException.__init__` does.
  template <typename... Arguments>
  void set_args(Arguments&&... arguments) {
    args_.clear();
    args_.reserve(sizeof...(Arguments));
    (add_argument(std::forward<Arguments>(arguments)), ...);
    args_changed();
  }
  void set_arguments(std::vector<object> arguments) {
    args_ = std::move(arguments);
    args_changed();
  }

  str py_str() const override;
  str py_repr() const override;
  /// What `BaseException.__str__` and `__repr__` give, whatever a class made at run time overrides.
  str py_own_str() const;
  str py_own_repr() const;
  maybe<BaseException> py_cause() const { return cause_; }
  maybe<BaseException> py_context() const { return context_; }
  bool py_suppress_context() const noexcept { return suppress_context_; }
  /// What `raise … from cause` does. None suppresses the context.
  void py_set_cause(maybe<BaseException> cause) noexcept;
  void py_set_context(maybe<BaseException> context) noexcept { context_ = std::move(context); }
  void py_set_suppress_context(bool value) noexcept { suppress_context_ = value; }
  void add_note(const str& note);
  /// `with_traceback(tb)`: gives the exception itself.
  ref<BaseException> with_traceback(const object& traceback);
  /// `__traceback__`: None before it is raised.
  object py_traceback() const;
  void py_set_traceback(object traceback) { traceback_ = std::move(traceback); }

  static const type& py_class();
  const type& py_type() const override;
  dict<str, object>* py_boxed_dict() override;

  /// For an exception that is made but not thrown: no context yet.
  void py_mark_unraised() noexcept;
  bool py_was_raised() const noexcept { return raised_; }
  /// Makes it an instance of a class made at run time.
  void py_set_class(const type& kind) noexcept { class_ = &kind; }
  const type* py_dynamic_class() const noexcept { return class_; }

  /// Throws this very object (again), with its dynamic type. It must be kept by a reference.
  [[noreturn]] void py_throw();

 protected:
  /// Replaces `args` without telling `args_changed`.
  void set_arguments_quietly(std::vector<object> arguments) { args_ = std::move(arguments); }
  /// Called after `args` was replaced: classes that show parts of it as attributes take them out here.
  virtual void args_changed() {}
  void py_boxed_first_reference() noexcept override;
  void py_boxed_release() noexcept override;

 private:
  friend struct detail::object_access;
  template <typename Argument>
  void add_argument(Argument&& argument) {
    if constexpr (is_spread<std::remove_cvref_t<Argument>>) {
      for (const auto& value : argument.values) {
        args_.emplace_back(value);
      }
    } else {
      args_.emplace_back(std::forward<Argument>(argument));
    }
  }

  std::vector<object> args_;
  maybe<BaseException> cause_;
  maybe<BaseException> context_;
  mutable object traceback_;  ///< made when somebody asks for it
  dict<str, object>* attributes_ = nullptr;
  /// Set while somebody counts this object: the C++ runtime's reference that keeps it.
  std::exception_ptr self_;
  /// The class, when it was made at run time.
  const type* class_ = nullptr;
  bool suppress_context_ = false;
  /// Whether it was ever thrown: only then the printed form begins with "Traceback".
  bool raised_ = true;
};

namespace detail {

/// The descriptor of a builtin exception class, by name.
const type& exception_class_of(const char* name, std::initializer_list<const type*> bases);
/// The class of `instance`, which is at least a `base`: `base` itself, or one made up for a C++ subclass without descriptor.
const type& most_derived_class(const Object& instance, const std::type_info& base_info, const type& base);

/// The object inside an exception_ptr when it is a Python exception, else null.
BaseException* exception_inside(const std::exception_ptr& pointer) noexcept;
/// The Python exception that is being handled, or null.
BaseException* handled_exception() noexcept;

void* begin_exception(std::size_t size, const std::type_info& info, void (*destroy)(void*));
void cancel_exception(void* memory) noexcept;
/// Takes a complete exception object over: a reference of the C++ runtime, which then deletes it when nobody needs it.
std::exception_ptr adopt_exception(void* memory) noexcept;

template <typename E, typename... Arguments>
ref<E> make_exception(Arguments&&... arguments) {
  void* const memory = begin_exception(sizeof(E), typeid(E), [](void* object) { static_cast<E*>(object)->~E(); });
  E* instance = nullptr;
  try {
    if constexpr (has_py_init<E, Arguments...> && (sizeof...(Arguments) == 0 || !std::is_constructible_v<E, Arguments...>)) {
      instance = ::new (memory) E();
    } else {
      instance = ::new (memory) E(std::forward<Arguments>(arguments)...);
    }
  } catch (...) {
    cancel_exception(memory);
    throw;
  }
  const std::exception_ptr owner = adopt_exception(memory);
  ref<E> result(instance);
  instance->py_mark_unraised();
  if constexpr (has_py_init<E, Arguments...> && (sizeof...(Arguments) == 0 || !std::is_constructible_v<E, Arguments...>)) {
    instance->py_init(std::forward<Arguments>(arguments)...);
  }
  return result;
}

}  // namespace detail

#define PY_EXCEPTION_MEMBERS(Name)                                                                  \
  Name() = default;                                                                                 \
  template <typename First, typename... Rest>                                                       \
    requires(sizeof...(Rest) != 0 || !std::is_base_of_v<BaseException, std::remove_cvref_t<First>>) \
  explicit Name(First&& first, Rest&&... rest) {                                                    \
    this->set_args(std::forward<First>(first), std::forward<Rest>(rest)...);                        \
  }                                                                                                 \
  static const type& py_class();                                                                    \
  const type& py_type() const override;

#define PY_EXCEPTION(Name, Base)     \
  class Name : public virtual Base { \
   public:                           \
    PY_EXCEPTION_MEMBERS(Name)       \
  };

PY_EXCEPTION(Exception, BaseException)
PY_EXCEPTION(GeneratorExit, BaseException)
PY_EXCEPTION(KeyboardInterrupt, BaseException)

/// Ends the program with a code: `code` is None, an int, or something to print.
class SystemExit : public virtual BaseException {
 public:
  PY_EXCEPTION_MEMBERS(SystemExit)
  object code;

 protected:
  void args_changed() override;
};

/// Ends an iteration; `value` is what a generator returned.
class StopIteration : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(StopIteration)
  object value;

 protected:
  void args_changed() override;
};

PY_EXCEPTION(StopAsyncIteration, Exception)

PY_EXCEPTION(ArithmeticError, Exception)
PY_EXCEPTION(FloatingPointError, ArithmeticError)
PY_EXCEPTION(OverflowError, ArithmeticError)
PY_EXCEPTION(ZeroDivisionError, ArithmeticError)
PY_EXCEPTION(AssertionError, Exception)
PY_EXCEPTION(BufferError, Exception)
PY_EXCEPTION(EOFError, Exception)
PY_EXCEPTION(LookupError, Exception)
PY_EXCEPTION(IndexError, LookupError)

/// `str()` of it is the repr of the key.
class KeyError : public virtual LookupError {
 public:
  PY_EXCEPTION_MEMBERS(KeyError)
  str py_str() const override;
};

PY_EXCEPTION(MemoryError, Exception)
PY_EXCEPTION(ReferenceError, Exception)
PY_EXCEPTION(RuntimeError, Exception)
PY_EXCEPTION(NotImplementedError, RuntimeError)
PY_EXCEPTION(RecursionError, RuntimeError)
PY_EXCEPTION(SystemError, Exception)
PY_EXCEPTION(TypeError, Exception)
PY_EXCEPTION(ValueError, Exception)

/// `name` and `obj` say which attribute of what was missing, when known.
class AttributeError : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(AttributeError)
  object name;
  object obj;
};

class NameError : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(NameError)
  object name;
};
PY_EXCEPTION(UnboundLocalError, NameError)

class ImportError : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(ImportError)
  object name;
  object path;
  object msg;

 protected:
  void args_changed() override;
};
PY_EXCEPTION(ModuleNotFoundError, ImportError)

/// Two to five arguments set `errno_` (`errno` is a macro in C), `strerror`, `filename` and `filename2`.
/// `py::make_os_error` picks the subclass that belongs to an errno.
class OSError : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(OSError)
  str py_str() const override;
  object errno_;
  object strerror;
  object filename;
  object filename2;

 protected:
  void args_changed() override;
};
using IOError = OSError;
using EnvironmentError = OSError;
PY_EXCEPTION(BlockingIOError, OSError)
PY_EXCEPTION(ChildProcessError, OSError)
PY_EXCEPTION(ConnectionError, OSError)
PY_EXCEPTION(BrokenPipeError, ConnectionError)
PY_EXCEPTION(ConnectionAbortedError, ConnectionError)
PY_EXCEPTION(ConnectionRefusedError, ConnectionError)
PY_EXCEPTION(ConnectionResetError, ConnectionError)
PY_EXCEPTION(FileExistsError, OSError)
PY_EXCEPTION(FileNotFoundError, OSError)
PY_EXCEPTION(InterruptedError, OSError)
PY_EXCEPTION(IsADirectoryError, OSError)
PY_EXCEPTION(NotADirectoryError, OSError)
PY_EXCEPTION(PermissionError, OSError)
PY_EXCEPTION(ProcessLookupError, OSError)
PY_EXCEPTION(TimeoutError, OSError)

class SyntaxError : public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(SyntaxError)
  object msg;

 protected:
  void args_changed() override;
};
PY_EXCEPTION(IndentationError, SyntaxError)
PY_EXCEPTION(TabError, IndentationError)

PY_EXCEPTION(UnicodeError, ValueError)

/// `io.UnsupportedOperation`: a stream that cannot do what is asked.
class UnsupportedOperation : public virtual OSError, public virtual ValueError {
 public:
  PY_EXCEPTION_MEMBERS(UnsupportedOperation)
};

/// `encoding`, `object`, `start`, `end`, `reason` are its five arguments.
class UnicodeDecodeError : public virtual UnicodeError {
 public:
  PY_EXCEPTION_MEMBERS(UnicodeDecodeError)
  str py_str() const override;
};
class UnicodeEncodeError : public virtual UnicodeError {
 public:
  PY_EXCEPTION_MEMBERS(UnicodeEncodeError)
  str py_str() const override;
};
class UnicodeTranslateError : public virtual UnicodeError {
 public:
  PY_EXCEPTION_MEMBERS(UnicodeTranslateError)
  str py_str() const override;
};

PY_EXCEPTION(Warning, Exception)
PY_EXCEPTION(BytesWarning, Warning)
PY_EXCEPTION(DeprecationWarning, Warning)
PY_EXCEPTION(EncodingWarning, Warning)
PY_EXCEPTION(FutureWarning, Warning)
PY_EXCEPTION(ImportWarning, Warning)
PY_EXCEPTION(PendingDeprecationWarning, Warning)
PY_EXCEPTION(ResourceWarning, Warning)
PY_EXCEPTION(RuntimeWarning, Warning)
PY_EXCEPTION(SyntaxWarning, Warning)
PY_EXCEPTION(UnicodeWarning, Warning)
PY_EXCEPTION(UserWarning, Warning)

/// A message and a non-empty sequence of exceptions.
class BaseExceptionGroup : public virtual BaseException {
 public:
  PY_EXCEPTION_MEMBERS(BaseExceptionGroup)
  str py_str() const override;
  str py_repr() const override;
  str message() const { return message_; }
  tuple<object> exceptions() const;
  const std::vector<object>& members() const noexcept { return members_; }
  /// The part of the group whose leaves satisfy `condition` (a class, a tuple of classes or a callable), or None.
  object subgroup(const object& condition) const;
  /// `(matching part or None, rest or None)`.
  object split(const object& condition) const;
  /// A group with other members and the same message, cause and context.
  object derive(const object& members) const;

 protected:
  void args_changed() override;

 private:
  str message_;
  std::vector<object> members_;
};
class ExceptionGroup : public virtual BaseExceptionGroup, public virtual Exception {
 public:
  PY_EXCEPTION_MEMBERS(ExceptionGroup)
  str py_str() const override { return BaseExceptionGroup::py_str(); }
  str py_repr() const override { return BaseExceptionGroup::py_repr(); }
};

#undef PY_EXCEPTION
#undef PY_EXCEPTION_MEMBERS

namespace detail {
/// The counted reference behind `keep`.
template <typename E>
ref<E> keep_exception(const E& exception) noexcept {
  return ref<E>(const_cast<E*>(&exception));
}
}  // namespace detail

struct keep_fn {
  /// A counted reference to a caught exception: the object itself, not a copy.
  template <typename E>
    requires std::derived_from<E, BaseException>
  ref<E> operator()(const E& exception) const noexcept {
    return detail::keep_exception(exception);
  }
  template <typename E>
  const ref<E>& operator()(const ref<E>& exception) const noexcept {
    return exception;
  }
};
inline constexpr keep_fn keep{};

struct from_fn {
  /// `throw py::from(py::E(...), cause)`: `raise E(...) from cause`; cause is an exception, a reference to one, an object, or None.
  template <typename E, typename Cause>
    requires std::derived_from<std::remove_cvref_t<E>, BaseException>
  std::remove_cvref_t<E> operator()(E&& exception, const Cause& cause) const {
    exception.py_set_cause(as_cause(cause));
    return std::forward<E>(exception);
  }

  static maybe<BaseException> as_cause(none_t) noexcept { return None; }
  static maybe<BaseException> as_cause(const BaseException& cause) noexcept { return keep(cause); }
  /// Raises TypeError unless the object is None, an exception, or an exception class.
  static maybe<BaseException> as_cause(const object& cause);
  template <typename E>
  static maybe<BaseException> as_cause(const ref<E>& cause) noexcept {
    return cause;
  }
  template <typename E>
  static maybe<BaseException> as_cause(const maybe<E>& cause) noexcept {
    return cause;
  }
};
inline constexpr from_fn from{};

struct keep_args_fn {
  /// The exception with the first `count` of its `args`: the others were given by keyword, or are defaults.
  template <typename E>
    requires std::derived_from<std::remove_cvref_t<E>, BaseException>
  std::remove_cvref_t<E> operator()(E&& exception, std::size_t count) const {
    exception.set_arguments({exception.arguments().begin(), exception.arguments().begin() + static_cast<std::ptrdiff_t>(count)});
    return std::forward<E>(exception);
  }
  template <typename E>
  ref<E> operator()(const ref<E>& exception, std::size_t count) const {
    exception->set_arguments({exception->arguments().begin(), exception->arguments().begin() + static_cast<std::ptrdiff_t>(count)});
    return exception;
  }
};
inline constexpr keep_args_fn keep_args{};

struct raise_fn {
  /// Throws the exception object itself, with its dynamic type; its context is the exception being handled.
  [[noreturn]] void operator()(const ref<BaseException>& exception) const;
  /// Raises what Python's `raise value` raises: an exception, an instance of an exception class, else TypeError.
  [[noreturn]] void operator()(const object& value) const;
  template <typename E>
    requires std::derived_from<E, BaseException>
  [[noreturn]] void operator()(const ref<E>& exception) const {
    (*this)(ref<BaseException>(exception));
  }
  template <typename E>
    requires std::derived_from<E, BaseException>
  [[noreturn]] void operator()(const maybe<E>& exception) const {
    (*this)(object(exception));
  }
  template <typename E>
    requires std::derived_from<E, BaseException>
  [[noreturn]] void operator()(const E& exception) const {
    (*this)(ref<BaseException>(keep(exception)));
  }
  template <typename E, typename Cause>
  [[noreturn]] void operator()(const E& exception, const Cause& cause) const {
    if constexpr (std::is_same_v<E, object>) {
      const ref<BaseException> instance = as_instance(exception);
      instance->py_set_cause(from_fn::as_cause(cause));
      (*this)(instance);
    } else if constexpr (std::derived_from<E, BaseException>) {
      (*this)(keep(exception), cause);
    } else {
      exception->py_set_cause(from_fn::as_cause(cause));
      (*this)(exception);
    }
  }
  /// The exception that `raise value` would raise.
  static ref<BaseException> as_instance(const object& value);
};
inline constexpr raise_fn raise{};

/// Whether a handler `except kinds:` takes `exception`; `kinds` is a class or a tuple of classes, at run time.
bool matches(const BaseException& exception, const object& kinds);

/// The exception being handled, as `sys.exc_info()[1]`; None when there is none.
object current_exception();

/// For handlers that C++ cannot write as a catch block (code with suspensions): while it lives, `exception` is the one being handled.
class handling {
 public:
  explicit handling(const std::exception_ptr& exception) noexcept;
  handling(const handling&) = delete;
  handling& operator=(const handling&) = delete;
  ~handling();

  /// Called around the suspension of a coroutine inside a handler, so that other code does not see its exception.
  void suspend() noexcept;
  void resume() noexcept;

 private:
  std::exception_ptr exception_;
  BaseException* instance_;
  BaseException* outer_;
  void* outer_caught_;
};

namespace detail {
ref<OSError> os_error_for(const object& error_number, std::span<const object> arguments);
}  // namespace detail

/// `OSError(errno, strerror, …)`: an instance of the subclass that belongs to the errno.
template <typename... Arguments>
ref<OSError> os_error(const Arguments&... given) {
  const std::array<object, sizeof...(Arguments)> arguments{object(given)...};
  return detail::os_error_for(arguments.front(), arguments);
}

/// The OSError (of the subclass that belongs to `error_number`) as Python makes it from `OSError(errno, strerror, filename)`.
ref<OSError> make_os_error(int error_number, const object& file_name);

/// Text of the traceback of an uncaught exception: causes and contexts first, as CPython's `traceback` prints it.
str format_exception(const BaseException& exception);
/// `Exception ignored in: where` on stderr with the exception being handled: for errors in destructors.
void report_unraisable(const str& where) noexcept;

}  // namespace py
