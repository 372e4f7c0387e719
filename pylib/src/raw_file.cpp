#include "raw_file.hpp"

#include "dynamic.hpp"

#include <py/bytes.hpp>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cerrno>
#include <cstdlib>

namespace py::detail {

namespace {

raw_file* open_files = nullptr;

[[noreturn]] void raise_invalid_mode(const str& mode) { raise_value_error(str("invalid mode: ") + mode.py_repr()); }

std::string path_text(const object& file) {
  if (file.is_str()) {
    return std::string(file.as_str().view());
  }
  if (bytes::py_check(file)) {
    return std::string(bytes::py_unbox(file).view());
  }
  if (file.is_pointer()) {
    const object path = find_attribute(file, "__fspath__");
    if (!path.is_unbound()) {
      return path_text(path());
    }
  }
  raise_type_error(message("expected str, bytes or os.PathLike object, not ", file.py_type().name()));
}

}  // namespace

open_mode parse_open_mode(const str& mode) {
  open_mode result;
  bool* const flags[] = {&result.reading, &result.writing, &result.creating, &result.appending, &result.updating, &result.binary, &result.text};
  constexpr std::string_view letters = "rwxa+bt";
  for (const char c : mode.view()) {
    const std::size_t which = letters.find(c);
    if (which == std::string_view::npos || *flags[which]) {
      raise_invalid_mode(mode);
    }
    *flags[which] = true;
  }
  if (result.text && result.binary) {
    raise_value_error("can't have text and binary mode at once");
  }
  const int kinds = (result.reading ? 1 : 0) + (result.writing ? 1 : 0) + (result.creating ? 1 : 0) + (result.appending ? 1 : 0);
  if (kinds > 1) {
    raise_value_error("must have exactly one of create/read/write/append mode");
  }
  if (kinds == 0) {
    raise_value_error("Must have exactly one of create/read/write/append mode and at most one plus");
  }
  return result;
}

int open_mode::flags() const noexcept {
  const int access = can_read() && can_write() ? O_RDWR : can_write() ? O_WRONLY : O_RDONLY;
  return access | O_CLOEXEC | (writing ? O_CREAT | O_TRUNC : 0) | (creating ? O_CREAT | O_EXCL : 0) | (appending ? O_CREAT | O_APPEND : 0);
}

bool write_all(int descriptor, std::string_view data) noexcept {
  while (!data.empty()) {
    const ssize_t written = ::write(descriptor, data.data(), data.size());
    if (written < 0) {
      if (errno == EINTR) {
        continue;
      }
      return false;
    }
    data.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

raw_file::raw_file(const object& file, const open_mode& mode, bool close_descriptor) : close_descriptor_(close_descriptor), name_(file) {
  if (file.is_int() || file.is_bool()) {
    const Int number = cast<Int>(file);
    if (number < 0) {
      raise_value_error("negative file descriptor");
    }
    descriptor_ = static_cast<int>(number.to_int64());
    struct stat facts;
    if (::fstat(descriptor_, &facts) != 0) {
      descriptor_ = -1;
      raise_os_error(errno, None);
    }
  } else {
    const std::string path = path_text(file);
    if (path.find('\0') != std::string::npos) {
      raise_value_error("embedded null byte");
    }
    if (!close_descriptor) {
      raise_value_error("Cannot use closefd=False with file name");
    }
    flush();
    descriptor_ = ::open(path.c_str(), mode.flags(), 0666);
    if (descriptor_ < 0) {
      raise_os_error(errno, file);
    }
    struct stat facts;
    if (::fstat(descriptor_, &facts) == 0 && S_ISDIR(facts.st_mode)) {
      ::close(descriptor_);
      descriptor_ = -1;
      raise_os_error(EISDIR, file);
    }
  }
  link();
}

raw_file::raw_file(int descriptor) noexcept : descriptor_(descriptor), close_descriptor_(false) {}

raw_file::~raw_file() {
  try {
    close();
  } catch (...) {  // nobody is left to tell
  }
}

void raw_file::link() noexcept {
  static const bool registered = std::atexit([] {
                                   for (raw_file* file = open_files; file != nullptr; file = file->next_) {
                                     write_all(file->descriptor_, file->output_);
                                     file->output_.clear();
                                   }
                                 }) == 0;
  (void)registered;
  next_ = open_files;
  if (next_ != nullptr) {
    next_->previous_ = this;
  }
  open_files = this;
}

void raw_file::unlink() noexcept {
  if (next_ != nullptr) {
    next_->previous_ = previous_;
  }
  if (previous_ != nullptr) {
    previous_->next_ = next_;
  } else if (open_files == this) {
    open_files = next_;
  }
  next_ = previous_ = nullptr;
}

void raw_file::close() {
  if (!is_open()) {
    return;
  }
  unlink();
  const int descriptor = descriptor_;
  const std::string rest = std::move(output_);
  output_.clear();
  descriptor_ = -1;
  const bool written = write_all(descriptor, rest);
  const int error = errno;
  if (close_descriptor_) {
    ::close(descriptor);
  }
  if (!written) {
    raise_os_error(error, None);
  }
}

void raw_file::flush() {
  if (output_.empty()) {
    return;
  }
  const bool written = write_all(descriptor_, output_);
  output_.clear();
  if (!written) {
    raise_os_error(errno, None);
  }
}

void raw_file::write(std::string_view data) {
  if (input_at_ < input_.size()) {
    drop_input();
  }
  if (output_.size() + data.size() > buffer_size) {
    flush();
  }
  if (data.size() > buffer_size) {
    if (!write_all(descriptor_, data)) {
      raise_os_error(errno, None);
    }
    return;
  }
  output_ += data;
}

bool raw_file::fill() {
  flush();
  input_.erase(0, input_at_);
  input_at_ = 0;
  const std::size_t kept = input_.size();
  input_.resize(kept + buffer_size);
  ssize_t count = 0;
  do {
    count = ::read(descriptor_, input_.data() + kept, buffer_size);
  } while (count < 0 && errno == EINTR);
  input_.resize(kept + (count > 0 ? static_cast<std::size_t>(count) : 0));
  if (count < 0) {
    raise_os_error(errno, None);
  }
  return count > 0;
}

void raw_file::drop_input() {
  const auto ahead = static_cast<off_t>(input_.size() - input_at_);
  input_.clear();
  input_at_ = 0;
  if (ahead != 0) {
    ::lseek(descriptor_, -ahead, SEEK_CUR);
  }
}

std::int64_t raw_file::seek(std::int64_t offset, int whence) {
  flush();
  drop_input();
  const off_t position = ::lseek(descriptor_, offset, whence);
  if (position < 0) {
    raise_os_error(errno, None);
  }
  return position;
}

std::int64_t raw_file::tell() {
  flush();
  const off_t position = ::lseek(descriptor_, 0, SEEK_CUR);
  if (position < 0) {
    raise_os_error(errno, None);
  }
  return position - static_cast<std::int64_t>(input_.size() - input_at_);
}

void raw_file::truncate(std::int64_t size) {
  flush();
  if (::ftruncate(descriptor_, size) != 0) {
    raise_os_error(errno, None);
  }
}

bool raw_file::seekable() const noexcept { return ::lseek(descriptor_, 0, SEEK_CUR) >= 0; }

bool raw_file::isatty() const noexcept { return ::isatty(descriptor_) != 0; }

}  // namespace py::detail
