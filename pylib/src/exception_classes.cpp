// The class objects of the exceptions: names, bases, attributes, constructors for dynamic code.
#include "dynamic.hpp"

namespace py {
namespace detail {

/// The OSError of the subclass that belongs to an errno, with these arguments.
ref<OSError> os_error_for(const object& error_number, std::span<const object> arguments);

namespace {

struct exception_maker {
  object (*make)();
};

void set_keyword(BaseException& exception, const keyword_argument& keyword, const type& called) {
  const auto assign = [&](const str& name, object& place) {
    if (keyword.name == name) {
      place = keyword.value;
      return true;
    }
    return false;
  };
  bool known = false;
  if (auto* const import = dynamic_cast<ImportError*>(&exception)) {
    known = assign("name", import->name) || assign("path", import->path);
  } else if (auto* const attribute = dynamic_cast<AttributeError*>(&exception)) {
    known = assign("name", attribute->name) || assign("obj", attribute->obj);
  } else if (auto* const name = dynamic_cast<NameError*>(&exception)) {
    known = assign("name", name->name);
  }
  if (!known) {
    raise_type_error(message(called.name(), "() takes no keyword arguments"));
  }
}

void check_count(const type& called, std::size_t given) {
  if (called.is_subclass_of(BaseExceptionGroup::py_class()) && given != 2) {
    raise_type_error(message("BaseExceptionGroup.__new__() takes exactly 2 arguments (", Int(static_cast<std::uint64_t>(given)), " given)"));
  }
  const bool unicode = called.is_subclass_of(UnicodeDecodeError::py_class()) || called.is_subclass_of(UnicodeEncodeError::py_class());
  if (unicode && given != 5) {
    raise_type_error(message("function takes exactly 5 arguments (", Int(static_cast<std::uint64_t>(given)), " given)"));
  }
}

/// A BaseExceptionGroup of Exceptions only is an ExceptionGroup.
bool becomes_exception_group(const type& called, const call_arguments& arguments) {
  if (&called != &BaseExceptionGroup::py_class() || arguments.positional.size() != 2) {
    return false;
  }
  for (const object& member : arguments.positional[1]) {
    if (member.try_as<Exception>() == nullptr) {
      return false;
    }
  }
  return true;
}

object construct_exception(const void* data, const type& called, const call_arguments& arguments) {
  check_count(called, arguments.positional.size());
  if (&called == &OSError::py_class() && arguments.positional.size() >= 2) {
    return object(os_error_for(arguments.positional[0], arguments.positional));
  }
  object instance = becomes_exception_group(called, arguments) ? object(make<ExceptionGroup>()) : static_cast<const exception_maker*>(data)->make();
  auto* const exception = instance.try_as<BaseException>();
  exception->set_arguments({arguments.positional.begin(), arguments.positional.end()});
  if (called.is_dynamic()) {
    exception->py_set_class(called);
  }
  for (const keyword_argument& keyword : arguments.keywords) {
    set_keyword(*exception, keyword, called);
  }
  return instance;
}

template <typename E>
object make_unraised() {
  return object(make<E>());
}

template <typename E>
class_builder describe(const char* name, std::initializer_list<const type*> bases) {
  static constexpr exception_maker maker{&make_unraised<E>};
  class_builder builder;
  builder.name = str::from_utf8(name);
  builder.module = "builtins";
  builder.builtin = true;
  builder.has_dict = true;
  builder.bases = bases;
  builder.constructor = &construct_exception;
  builder.constructor_data = &maker;
  builder.allocate = &make_unraised<E>;
  return builder;
}

template <typename Getter>
void add_reader(class_builder& builder, const str& name, Getter getter) {
  builder.add(name, object(make<Property>(def(name, getter))));
}

template <typename Getter, typename Setter>
void add_property(class_builder& builder, const str& name, Getter getter, Setter setter) {
  builder.add(name, object(make<Property>(def(name, getter), def(name, setter))));
}

template <typename E>
void add_field(class_builder& builder, const str& name, object E::* member) {
  add_property(builder, name, [member](const ref<E>& self) { return (*self).*member; }, [member](const ref<E>& self, const object& value) { (*self).*member = value; });
}

template <typename F, typename... Parameters>
void add_method(class_builder& builder, const str& name, F function, Parameters&&... parameters) {
  builder.add(name, def(name, function, arg("self"), std::forward<Parameters>(parameters)...));
}

class_builder describe_base() {
  class_builder builder = describe<BaseException>("BaseException", {});
  add_property(
      builder, "args", [](const ref<BaseException>& self) { return self->args(); },
      [](const ref<BaseException>& self, const object& values) {
        std::vector<object> items;
        for (const object& value : values) {
          items.push_back(value);
        }
        self->set_arguments(std::move(items));
      });
  add_property(
      builder, "__cause__", [](const ref<BaseException>& self) { return self->py_cause(); },
      [](const ref<BaseException>& self, const object& cause) { self->py_set_cause(from_fn::as_cause(cause)); });
  add_property(
      builder, "__context__", [](const ref<BaseException>& self) { return self->py_context(); },
      [](const ref<BaseException>& self, const object& context) { self->py_set_context(from_fn::as_cause(context)); });
  add_property(
      builder, "__suppress_context__", [](const ref<BaseException>& self) { return self->py_suppress_context(); },
      [](const ref<BaseException>& self, const object& value) { self->py_set_suppress_context(value.py_bool()); });
  add_property(
      builder, "__traceback__", [](const ref<BaseException>& self) { return self->py_traceback(); },
      [](const ref<BaseException>& self, const object& value) { self->py_set_traceback(value); });
  add_method(builder, "add_note", [](const ref<BaseException>& self, const str& note) { self->add_note(note); }, arg("note"));
  add_method(builder, "with_traceback", [](const ref<BaseException>& self, const object& traceback) { return self->with_traceback(traceback); }, arg("tb"));
  add_method(
      builder, "__init__",
      [](const ref<BaseException>& self, const tuple<object>& values) {
        std::vector<object> items;
        for (const object& value : values) {
          items.push_back(value);
        }
        self->set_arguments(std::move(items));
      },
      args("args"));
  add_method(builder, "__str__", [](const ref<BaseException>& self) { return self->py_own_str(); });
  add_method(builder, "__repr__", [](const ref<BaseException>& self) { return self->py_own_repr(); });
  return builder;
}

class_builder with_fields(class_builder builder, SystemExit*) {
  add_field(builder, "code", &SystemExit::code);
  return builder;
}
class_builder with_fields(class_builder builder, StopIteration*) {
  add_field(builder, "value", &StopIteration::value);
  return builder;
}
class_builder with_fields(class_builder builder, AttributeError*) {
  add_field(builder, "name", &AttributeError::name);
  add_field(builder, "obj", &AttributeError::obj);
  return builder;
}
class_builder with_fields(class_builder builder, NameError*) {
  add_field(builder, "name", &NameError::name);
  return builder;
}
class_builder with_fields(class_builder builder, ImportError*) {
  add_field(builder, "name", &ImportError::name);
  add_field(builder, "path", &ImportError::path);
  add_field(builder, "msg", &ImportError::msg);
  return builder;
}
class_builder with_fields(class_builder builder, SyntaxError*) {
  add_field(builder, "msg", &SyntaxError::msg);
  return builder;
}
class_builder with_fields(class_builder builder, OSError*) {
  add_field(builder, "errno", &OSError::errno_);
  add_field(builder, "strerror", &OSError::strerror);
  add_field(builder, "filename", &OSError::filename);
  add_field(builder, "filename2", &OSError::filename2);
  return builder;
}

void add_argument(class_builder& builder, const str& name, std::size_t index) {
  add_reader(builder, name, [index](const ref<BaseException>& self) { return index < self->arguments().size() ? self->arguments()[index] : object(None); });
}

class_builder with_unicode_arguments(class_builder builder, std::size_t first) {
  if (first == 1) {
    add_argument(builder, "encoding", 0);
  }
  add_argument(builder, "object", first);
  add_argument(builder, "start", first + 1);
  add_argument(builder, "end", first + 2);
  add_argument(builder, "reason", first + 3);
  return builder;
}
class_builder with_fields(class_builder builder, UnicodeDecodeError*) { return with_unicode_arguments(std::move(builder), 1); }
class_builder with_fields(class_builder builder, UnicodeEncodeError*) { return with_unicode_arguments(std::move(builder), 1); }
class_builder with_fields(class_builder builder, UnicodeTranslateError*) { return with_unicode_arguments(std::move(builder), 0); }

class_builder with_fields(class_builder builder, BaseExceptionGroup*) {
  add_reader(builder, "message", [](const ref<BaseExceptionGroup>& self) { return self->message(); });
  add_reader(builder, "exceptions", [](const ref<BaseExceptionGroup>& self) { return self->exceptions(); });
  add_method(builder, "subgroup", [](const ref<BaseExceptionGroup>& self, const object& condition) { return self->subgroup(condition); }, arg("condition"));
  add_method(builder, "split", [](const ref<BaseExceptionGroup>& self, const object& condition) { return self->split(condition); }, arg("condition"));
  add_method(builder, "derive", [](const ref<BaseExceptionGroup>& self, const object& members) { return self->derive(members); }, arg("excs"));
  return builder;
}

class_builder with_fields(class_builder builder, void*) { return builder; }

}  // namespace
}  // namespace detail

const type& BaseException::py_class() {
  static const type& kind = *new type(detail::describe_base());
  return kind;
}
const type& BaseException::py_type() const { return class_ != nullptr ? *class_ : detail::most_derived_class(*this, typeid(BaseException), py_class()); }

#define PY_EXCEPTION_CLASS(Name, ...)                                                                                                    \
  const type& Name::py_class() {                                                                                                         \
    static const type& kind = *new type(detail::with_fields(detail::describe<Name>(#Name, {__VA_ARGS__}), static_cast<Name*>(nullptr))); \
    return kind;                                                                                                                         \
  }                                                                                                                                      \
  const type& Name::py_type() const { return py_dynamic_class() != nullptr ? *py_dynamic_class() : detail::most_derived_class(*this, typeid(Name), py_class()); }
#define PY_EXCEPTION_CLASS_OF(Name, Base) PY_EXCEPTION_CLASS(Name, &Base::py_class())

PY_EXCEPTION_CLASS_OF(Exception, BaseException)
PY_EXCEPTION_CLASS_OF(GeneratorExit, BaseException)
PY_EXCEPTION_CLASS_OF(KeyboardInterrupt, BaseException)
PY_EXCEPTION_CLASS_OF(SystemExit, BaseException)
PY_EXCEPTION_CLASS_OF(StopIteration, Exception)
PY_EXCEPTION_CLASS_OF(StopAsyncIteration, Exception)
PY_EXCEPTION_CLASS_OF(ArithmeticError, Exception)
PY_EXCEPTION_CLASS_OF(FloatingPointError, ArithmeticError)
PY_EXCEPTION_CLASS_OF(OverflowError, ArithmeticError)
PY_EXCEPTION_CLASS_OF(ZeroDivisionError, ArithmeticError)
PY_EXCEPTION_CLASS_OF(AssertionError, Exception)
PY_EXCEPTION_CLASS_OF(BufferError, Exception)
PY_EXCEPTION_CLASS_OF(EOFError, Exception)
PY_EXCEPTION_CLASS_OF(LookupError, Exception)
PY_EXCEPTION_CLASS_OF(IndexError, LookupError)
PY_EXCEPTION_CLASS_OF(KeyError, LookupError)
PY_EXCEPTION_CLASS_OF(MemoryError, Exception)
PY_EXCEPTION_CLASS_OF(ReferenceError, Exception)
PY_EXCEPTION_CLASS_OF(RuntimeError, Exception)
PY_EXCEPTION_CLASS_OF(NotImplementedError, RuntimeError)
PY_EXCEPTION_CLASS_OF(RecursionError, RuntimeError)
PY_EXCEPTION_CLASS_OF(SystemError, Exception)
PY_EXCEPTION_CLASS_OF(TypeError, Exception)
PY_EXCEPTION_CLASS_OF(ValueError, Exception)
PY_EXCEPTION_CLASS_OF(AttributeError, Exception)
PY_EXCEPTION_CLASS_OF(NameError, Exception)
PY_EXCEPTION_CLASS_OF(UnboundLocalError, NameError)
PY_EXCEPTION_CLASS_OF(ImportError, Exception)
PY_EXCEPTION_CLASS_OF(ModuleNotFoundError, ImportError)
PY_EXCEPTION_CLASS_OF(OSError, Exception)
PY_EXCEPTION_CLASS_OF(BlockingIOError, OSError)
PY_EXCEPTION_CLASS_OF(ChildProcessError, OSError)
PY_EXCEPTION_CLASS_OF(ConnectionError, OSError)
PY_EXCEPTION_CLASS_OF(BrokenPipeError, ConnectionError)
PY_EXCEPTION_CLASS_OF(ConnectionAbortedError, ConnectionError)
PY_EXCEPTION_CLASS_OF(ConnectionRefusedError, ConnectionError)
PY_EXCEPTION_CLASS_OF(ConnectionResetError, ConnectionError)
PY_EXCEPTION_CLASS_OF(FileExistsError, OSError)
PY_EXCEPTION_CLASS_OF(FileNotFoundError, OSError)
PY_EXCEPTION_CLASS_OF(InterruptedError, OSError)
PY_EXCEPTION_CLASS_OF(IsADirectoryError, OSError)
PY_EXCEPTION_CLASS_OF(NotADirectoryError, OSError)
PY_EXCEPTION_CLASS_OF(PermissionError, OSError)
PY_EXCEPTION_CLASS_OF(ProcessLookupError, OSError)
PY_EXCEPTION_CLASS_OF(TimeoutError, OSError)
PY_EXCEPTION_CLASS_OF(SyntaxError, Exception)
PY_EXCEPTION_CLASS_OF(IndentationError, SyntaxError)
PY_EXCEPTION_CLASS_OF(TabError, IndentationError)
PY_EXCEPTION_CLASS_OF(UnicodeError, ValueError)
PY_EXCEPTION_CLASS(UnsupportedOperation, &OSError::py_class(), &ValueError::py_class())
PY_EXCEPTION_CLASS_OF(UnicodeDecodeError, UnicodeError)
PY_EXCEPTION_CLASS_OF(UnicodeEncodeError, UnicodeError)
PY_EXCEPTION_CLASS_OF(UnicodeTranslateError, UnicodeError)
PY_EXCEPTION_CLASS_OF(Warning, Exception)
PY_EXCEPTION_CLASS_OF(BytesWarning, Warning)
PY_EXCEPTION_CLASS_OF(DeprecationWarning, Warning)
PY_EXCEPTION_CLASS_OF(EncodingWarning, Warning)
PY_EXCEPTION_CLASS_OF(FutureWarning, Warning)
PY_EXCEPTION_CLASS_OF(ImportWarning, Warning)
PY_EXCEPTION_CLASS_OF(PendingDeprecationWarning, Warning)
PY_EXCEPTION_CLASS_OF(ResourceWarning, Warning)
PY_EXCEPTION_CLASS_OF(RuntimeWarning, Warning)
PY_EXCEPTION_CLASS_OF(SyntaxWarning, Warning)
PY_EXCEPTION_CLASS_OF(UnicodeWarning, Warning)
PY_EXCEPTION_CLASS_OF(UserWarning, Warning)
PY_EXCEPTION_CLASS_OF(BaseExceptionGroup, BaseException)
PY_EXCEPTION_CLASS(ExceptionGroup, &BaseExceptionGroup::py_class(), &Exception::py_class())

}  // namespace py
