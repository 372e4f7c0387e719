// The life of exception objects, raising, and the functions that lower layers raise through.
#include "dynamic.hpp"
#include "exception_layout.hpp"

#include <py/bytes.hpp>
#include <py/handling.hpp>

#include <cerrno>
#include <cstring>

namespace py {
namespace detail {

namespace {

/// A std::exception_ptr is one pointer, to the thrown object; the runtime counts in a header before it.
std::exception_ptr share_exception(void* thrown) noexcept {
  static_assert(sizeof(std::exception_ptr) == sizeof(void*));
  alignas(std::exception_ptr) std::byte bits[sizeof(void*)];
  std::memcpy(bits, &thrown, sizeof(thrown));
  return *std::launder(reinterpret_cast<const std::exception_ptr*>(bits));
}

void* thrown_object(const std::exception_ptr& pointer) noexcept {
  void* thrown = nullptr;
  std::memcpy(&thrown, static_cast<const void*>(&pointer), sizeof(thrown));
  return thrown;
}

/// What replaces the C++ runtime's handled exception for code in `handling`.
BaseException* replaced_instance = nullptr;
void* replaced_caught = nullptr;

/// The innermost exception that a C++ handler has caught, as an opaque word.
void* innermost_caught() noexcept { return current_exceptions().caught; }

/// The Python exception in a thrown object, or null. Where it lies depends on the class only; searching takes long.
BaseException* exception_in(const thrown_value& value) noexcept {
  struct place {
    const std::type_info* type;
    bool is_python;
    std::ptrdiff_t offset;
  };
  static thread_local constinit place places[64] = {};
  place& known = places[(reinterpret_cast<std::uintptr_t>(value.type) >> 4) % std::size(places)];
  if (known.type != value.type) {
    void* part = value.object;
    const bool is_python = !value.type->__is_pointer_p() && typeid(BaseException).__do_catch(value.type, &part, 1);
    known = {value.type, is_python, static_cast<char*>(part) - static_cast<char*>(value.object)};
  }
  return known.is_python ? reinterpret_cast<BaseException*>(static_cast<char*>(value.object) + known.offset) : nullptr;
}

}  // namespace

void* begin_exception(std::size_t size, const std::type_info& info, void (*destroy)(void*)) {
  void* const memory = abi::__cxa_allocate_exception(size);
  abi::__cxa_init_primary_exception(memory, const_cast<std::type_info*>(&info), destroy);
  return memory;
}

void cancel_exception(void* memory) noexcept { abi::__cxa_free_exception(memory); }

std::exception_ptr adopt_exception(void* memory) noexcept { return share_exception(memory); }

BaseException* exception_inside(const std::exception_ptr& pointer) noexcept {
  if (pointer == nullptr) {
    return nullptr;
  }
  const std::type_info* const type = pointer.__cxa_exception_type();
  return type == nullptr ? nullptr : exception_in({type, thrown_object(pointer)});
}

BaseException* handled_exception() noexcept {
  void* const caught = innermost_caught();
  if (replaced_instance != nullptr && caught == replaced_caught) {
    return replaced_instance;
  }
  if (caught == nullptr) {
    return nullptr;
  }
  const thrown_value value = thrown_by(*static_cast<exception_header*>(caught));
  return value.type == nullptr ? nullptr : exception_in(value);
}

}  // namespace detail

// --- BaseException ---

BaseException::BaseException() {
  py_begin_uncounted();
  if (BaseException* const handled = detail::handled_exception()) {
    context_ = maybe<BaseException>(handled);
  }
}

BaseException::BaseException(const BaseException& other)
    : Object(),
      args_(other.args_),
      cause_(other.cause_),
      context_(other.context_),
      traceback_(other.traceback_),
      attributes_(other.attributes_ == nullptr ? nullptr : new dict<str, object>(other.attributes_->copy())),
      class_(other.class_),
      suppress_context_(other.suppress_context_),
      raised_(other.raised_) {
  py_begin_uncounted();
}

BaseException::BaseException(BaseException&& other) noexcept
    : Object(),
      args_(std::move(other.args_)),
      cause_(std::move(other.cause_)),
      context_(std::move(other.context_)),
      traceback_(std::move(other.traceback_)),
      attributes_(std::exchange(other.attributes_, nullptr)),
      class_(other.class_),
      suppress_context_(other.suppress_context_),
      raised_(other.raised_) {
  py_begin_uncounted();
}

BaseException::~BaseException() { delete attributes_; }

void BaseException::py_boxed_first_reference() noexcept {
  if (self_ == nullptr) {
    self_ = detail::share_exception(dynamic_cast<void*>(this));
  }
}

void BaseException::py_boxed_release() noexcept {
  // may end this object, when the runtime's reference was the last
  const std::exception_ptr last = std::move(self_);
  self_ = nullptr;
}

tuple<object> BaseException::args() const {
  vector<object> items;
  items.reserve(static_cast<std::int64_t>(args_.size()));
  for (const object& item : args_) {
    items.append(item);
  }
  return tuple<object>(std::move(items));
}

void BaseException::py_set_cause(maybe<BaseException> cause) noexcept {
  cause_ = std::move(cause);
  suppress_context_ = true;
}

void BaseException::py_mark_unraised() noexcept {
  context_ = maybe<BaseException>();
  raised_ = false;
}

void BaseException::add_note(const str& note) {
  dict<str, object>& attributes = *py_boxed_dict();
  if (const object* const notes = attributes.find("__notes__")) {
    notes->attr("append")(note);
  } else {
    attributes.set_item("__notes__", object(list<object>{note}));
  }
}

namespace {

/// What `__traceback__` of a raised exception is: it holds what its frames do, whose places are read when it is printed.
class traceback final : public Object {
 public:
  std::vector<object> locals;

  const type& py_type() const override {
    static const type& kind = *new py::type(description());
    return kind;
  }

 private:
  static detail::class_builder description() {
    detail::class_builder builder;
    builder.name = "traceback";
    builder.module = "builtins";
    builder.builtin = true;
    return builder;
  }
};

}  // namespace

object BaseException::py_traceback() const {
  if (raised_ && (traceback_.is_none() || traceback_.is_unbound())) {
    traceback_ = object(make<traceback>());
  }
  return traceback_.is_unbound() ? object(None) : traceback_;
}

void detail::hold_locals(BaseException& error, std::span<const object> locals) {
  if (auto* const frames = error.py_traceback().try_as<traceback>()) {
    frames->locals.insert(frames->locals.end(), locals.begin(), locals.end());
  }
}

void detail::raise_holding(object instance) {
  try {
    throw;
  } catch (BaseException& error) {
    hold_locals(error, {&instance, 1});
    instance = None;
    throw;
  }
}

ref<BaseException> BaseException::with_traceback(const object& traceback) {
  traceback_ = traceback;
  return ref<BaseException>(this);
}

dict<str, object>* BaseException::py_boxed_dict() {
  if (attributes_ == nullptr) {
    attributes_ = new dict<str, object>();
  }
  return attributes_;
}

namespace {

/// A special method that a class made at run time gives to an exception.
const object* dynamic_method(const type* kind, const str& name) {
  if (kind == nullptr) {
    return nullptr;
  }
  for (const type* const candidate : kind->mro()) {
    if (!candidate->is_dynamic()) {
      return nullptr;
    }
    if (const object* const own = candidate->own_attribute(name)) {
      return own;
    }
  }
  return nullptr;
}

}  // namespace

str BaseException::py_str() const {
  if (const object* const method = dynamic_method(class_, "__str__")) {
    return cast<str>(detail::call_with_self(*method, object::from_pointer(this), std::span<const object>()));
  }
  return py_own_str();
}

str BaseException::py_own_str() const {
  if (args_.empty()) {
    return "";
  }
  return args_.size() == 1 ? args_.front().py_str() : args().py_repr();
}

str BaseException::py_repr() const {
  if (const object* const method = dynamic_method(class_, "__repr__")) {
    return cast<str>(detail::call_with_self(*method, object::from_pointer(this), std::span<const object>()));
  }
  return py_own_repr();
}

str BaseException::py_own_repr() const {
  const str& name = py_type().name();
  return args_.size() == 1 ? detail::message(name, "(", args_.front().py_repr(), ")") : name + args().py_repr();
}

void BaseException::py_throw() {
  // the reference that the caller holds keeps this object while it is in flight
  const ref<BaseException> self(this);
  BaseException* const handled = detail::handled_exception();
  if (handled != nullptr && handled != this) {
    // no cycles: whoever has this exception as context forgets it
    for (BaseException* link = handled; link->context_.get() != nullptr; link = link->context_.get()) {
      if (link->context_.get() == this) {
        link->context_ = maybe<BaseException>();
        break;
      }
    }
    context_ = maybe<BaseException>(handled);
  }
  raised_ = true;
  std::rethrow_exception(self_);
}

// --- particular classes ---

void SystemExit::args_changed() {
  const auto& given = arguments();
  code = given.empty() ? object(None) : given.size() == 1 ? given.front() : object(args());
}

void StopIteration::args_changed() { value = arguments().empty() ? object(None) : arguments().front(); }

str KeyError::py_str() const { return arguments().size() == 1 ? arguments().front().py_repr() : BaseException::py_str(); }

void ImportError::args_changed() {
  if (arguments().size() == 1) {
    msg = arguments().front();
  }
}

void SyntaxError::args_changed() {
  if (!arguments().empty()) {
    msg = arguments().front();
  }
}

void OSError::args_changed() {
  const std::vector<object>& given = arguments();
  if (given.size() < 2 || given.size() > 5) {
    return;
  }
  errno_ = given[0];
  strerror = given[1];
  if (given.size() > 2) {
    filename = given[2];
    filename2 = given.size() > 4 ? given[4] : object(None);
    // the file names are no part of `args`
    const std::vector<object> kept{given[0], given[1]};
    set_arguments_quietly(kept);
  }
}

str OSError::py_str() const {
  if (strerror.is_none() && errno_.is_none()) {
    return BaseException::py_str();
  }
  str text = detail::message("[Errno ", errno_.py_str(), "] ", strerror.py_str());
  if (!filename.is_none()) {
    text += detail::message(": ", filename.py_repr());
  }
  if (!filename2.is_none()) {
    text += detail::message(" -> ", filename2.py_repr());
  }
  return text;
}

namespace {

str escaped_code_point(char32_t code_point) {
  char text[16];
  const char* const format = code_point <= 0xFF ? "\\x%02x" : code_point <= 0xFFFF ? "\\u%04x" : "\\U%08x";
  const int size = std::snprintf(text, sizeof(text), format, static_cast<unsigned>(code_point));
  return str::from_utf8({text, static_cast<std::size_t>(size)});
}

/// "character '\xe9' in position 3" or "characters in position 3-4".
str unicode_place(const std::vector<object>& given, std::size_t text_index, const char* one, const char* many) {
  const std::int64_t start = cast<std::int64_t>(given[text_index + 1]);
  const std::int64_t end = cast<std::int64_t>(given[text_index + 2]);
  if (end != start + 1) {
    return detail::message(many, " in position ", Int(start), "-", Int(end - 1));
  }
  const object item = given[text_index].py_getitem(start);
  if (item.is_str()) {
    return detail::message(one, " '", escaped_code_point(item.as_str().code_point_at(0)), "' in position ", Int(start));
  }
  char text[8];
  std::snprintf(text, sizeof(text), "0x%02x", static_cast<unsigned>(cast<std::int64_t>(item)));
  return detail::message(one, " ", text, " in position ", Int(start));
}

}  // namespace

str UnicodeDecodeError::py_str() const {
  const std::vector<object>& given = arguments();
  return given.size() != 5 ? BaseException::py_str()
                           : detail::message("'", given[0].py_str(), "' codec can't decode ", unicode_place(given, 1, "byte", "bytes"), ": ", given[4].py_str());
}

str UnicodeEncodeError::py_str() const {
  const std::vector<object>& given = arguments();
  return given.size() != 5 ? BaseException::py_str()
                           : detail::message("'", given[0].py_str(), "' codec can't encode ", unicode_place(given, 1, "character", "characters"), ": ", given[4].py_str());
}

str UnicodeTranslateError::py_str() const {
  const std::vector<object>& given = arguments();
  return given.size() != 4 ? BaseException::py_str() : detail::message("can't translate ", unicode_place(given, 0, "character", "characters"), ": ", given[3].py_str());
}

// --- raising ---

maybe<BaseException> from_fn::as_cause(const object& cause) {
  if (cause.is_none()) {
    return None;
  }
  if (auto* const exception = cause.try_as<BaseException>()) {
    return maybe<BaseException>(exception);
  }
  if (const auto* const kind = cause.try_as<type>(); kind != nullptr && kind->is_subclass_of(BaseException::py_class())) {
    return raise_fn::as_instance(cause);
  }
  raise_type_error("exception causes must derive from BaseException");
}

ref<BaseException> raise_fn::as_instance(const object& value) {
  if (auto* const exception = value.try_as<BaseException>()) {
    return ref<BaseException>(exception);
  }
  if (const auto* const kind = value.try_as<type>(); kind != nullptr && kind->is_subclass_of(BaseException::py_class())) {
    const object instance = value();
    if (auto* const made = instance.try_as<BaseException>()) {
      return ref<BaseException>(made);
    }
    raise_type_error(detail::message("calling ", value.py_repr(), " should have returned an instance of BaseException, not ", instance.py_type().py_repr()));
  }
  raise_type_error("exceptions must derive from BaseException");
}

void raise_fn::operator()(const ref<BaseException>& exception) const { exception->py_throw(); }
void raise_fn::operator()(const object& value) const { as_instance(value)->py_throw(); }

bool matches(const BaseException& exception, const object& kinds) {
  if (const auto* const kind = kinds.try_as<type>()) {
    if (!kind->is_subclass_of(BaseException::py_class())) {
      raise_type_error("catching classes that do not inherit from BaseException is not allowed");
    }
    return exception.py_type().is_subclass_of(*kind);
  }
  const std::int64_t size = detail::tuple_size(kinds);
  if (size < 0) {
    raise_type_error("catching classes that do not inherit from BaseException is not allowed");
  }
  for (std::int64_t i = 0; i < size; ++i) {
    if (matches(exception, detail::tuple_item(kinds, i))) {
      return true;
    }
  }
  return false;
}

object current_exception() { return object::from_pointer(detail::handled_exception()); }

handling::handling(const std::exception_ptr& exception) noexcept
    : exception_(exception), instance_(detail::exception_inside(exception)), outer_(detail::replaced_instance), outer_caught_(detail::replaced_caught) {
  detail::replaced_instance = instance_;
  detail::replaced_caught = detail::innermost_caught();
}

handling::~handling() { suspend(); }

void handling::suspend() noexcept {
  detail::replaced_instance = outer_;
  detail::replaced_caught = outer_caught_;
}

void handling::resume() noexcept {
  outer_ = detail::replaced_instance;
  outer_caught_ = detail::replaced_caught;
  detail::replaced_instance = instance_;
  detail::replaced_caught = detail::innermost_caught();
}

// --- raising for the layers below ---

#define PY_RAISE_TEXT(function, Class) \
  void function(const char* text) { throw Class(str::from_utf8(text)); }
#define PY_RAISE_STR(function, Class) \
  void function(const str& text) { throw Class(text); }
#define PY_RAISE(function, Class) PY_RAISE_TEXT(function, Class) PY_RAISE_STR(function, Class)
PY_RAISE(raise_value_error, ValueError)
PY_RAISE(raise_type_error, TypeError)
PY_RAISE(raise_index_error, IndexError)
PY_RAISE(raise_overflow_error, OverflowError)
PY_RAISE(raise_attribute_error, AttributeError)
PY_RAISE(raise_name_error, NameError)
PY_RAISE(raise_runtime_error, RuntimeError)
PY_RAISE_TEXT(raise_zero_division_error, ZeroDivisionError)
PY_RAISE_STR(raise_unbound_local_error, UnboundLocalError)
PY_RAISE_TEXT(raise_not_implemented_error, NotImplementedError)
PY_RAISE_STR(raise_lookup_error, LookupError)
PY_RAISE_TEXT(raise_eof_error, EOFError)
#undef PY_RAISE
#undef PY_RAISE_STR
#undef PY_RAISE_TEXT

void raise_key_error(const object& key) { throw KeyError(key); }
void raise_memory_error() { throw MemoryError(); }
void raise_assertion_error() { throw AssertionError(); }
void raise_assertion_error(const object& message) { throw AssertionError(message); }
void raise_recursion_error() { throw RecursionError("maximum recursion depth exceeded"); }
void raise_stop_iteration() { throw StopIteration(); }
void raise_stop_iteration(const object& value) {
  if (value.is_none()) {
    throw StopIteration();
  }
  throw StopIteration(value);
}
void raise_stop_async_iteration() { throw StopAsyncIteration(); }
void raise_generator_exit() { throw GeneratorExit(); }
void raise_keyboard_interrupt() { throw KeyboardInterrupt(); }
void raise_system_exit(const object& code) {
  if (code.is_none()) {
    throw SystemExit();
  }
  throw SystemExit(code);
}

namespace detail {
namespace {

template <typename E>
ref<OSError> make_os_error_as(std::span<const object> arguments) {
  ref<E> made = make<E>();
  made->set_arguments({arguments.begin(), arguments.end()});
  return made;
}

}  // namespace

ref<OSError> os_error_for(const object& error_number, std::span<const object> arguments) {
  const int code = error_number.is_int() && error_number.as_int().is_small() ? static_cast<int>(error_number.as_int().small()) : 0;
  switch (code) {
    case EAGAIN:
    case EALREADY:
    case EINPROGRESS: return make_os_error_as<BlockingIOError>(arguments);
    case EPIPE:
    case ESHUTDOWN: return make_os_error_as<BrokenPipeError>(arguments);
    case ECHILD: return make_os_error_as<ChildProcessError>(arguments);
    case ECONNABORTED: return make_os_error_as<ConnectionAbortedError>(arguments);
    case ECONNREFUSED: return make_os_error_as<ConnectionRefusedError>(arguments);
    case ECONNRESET: return make_os_error_as<ConnectionResetError>(arguments);
    case EEXIST: return make_os_error_as<FileExistsError>(arguments);
    case ENOENT: return make_os_error_as<FileNotFoundError>(arguments);
    case EISDIR: return make_os_error_as<IsADirectoryError>(arguments);
    case ENOTDIR: return make_os_error_as<NotADirectoryError>(arguments);
    case EINTR: return make_os_error_as<InterruptedError>(arguments);
    case EACCES:
    case EPERM: return make_os_error_as<PermissionError>(arguments);
    case ESRCH: return make_os_error_as<ProcessLookupError>(arguments);
    case ETIMEDOUT: return make_os_error_as<TimeoutError>(arguments);
    default: return make_os_error_as<OSError>(arguments);
  }
}

}  // namespace detail

ref<OSError> make_os_error(int error_number, const object& file_name) {
  std::vector<object> arguments{object(error_number), object(str::from_utf8(std::strerror(error_number)))};
  if (!file_name.is_none()) {
    arguments.push_back(file_name);
  }
  return detail::os_error_for(arguments.front(), arguments);
}

void raise_os_error(int error_number, const object& file_name) { raise(make_os_error(error_number, file_name)); }

void raise_unsupported_operation(const str& text) { throw UnsupportedOperation(text); }

void raise_unicode_decode_error(const char* encoding, const bytes& input, std::int64_t start, std::int64_t end, const char* reason) {
  throw UnicodeDecodeError(str::from_utf8(encoding), input, start, end, str::from_utf8(reason));
}

void raise_unicode_encode_error(const char* encoding, const str& input, std::int64_t start, std::int64_t end, const char* reason) {
  throw UnicodeEncodeError(str::from_utf8(encoding), input, start, end, str::from_utf8(reason));
}

}  // namespace py
