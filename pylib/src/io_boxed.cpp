// Streams as dynamic code sees them.
#include "dynamic.hpp"

#include <py/io.hpp>

namespace py::io {

namespace {

template <typename File>
void describe_common(class_<File>& d) {
  d.property("closed", [](const File& f) { return f.closed(); }).property("name", [](const File& f) { return f.name(); }).property("mode", [](const File& f) { return f.mode(); });
  d.method("close", [](const File& f) { f.close(); })
      .method("flush", [](const File& f) { f.flush(); })
      .method("fileno", [](const File& f) { return f.fileno(); })
      .method("isatty", [](const File& f) { return f.isatty(); })
      .method("readable", [](const File& f) { return f.readable(); })
      .method("writable", [](const File& f) { return f.writable(); })
      .method("seekable", [](const File& f) { return f.seekable(); })
      .method("tell", [](const File& f) { return f.tell(); });
  d.method(
      "seek", [](const File& f, const object& offset, const object& whence) { return f.seek(size_argument(offset), size_argument(whence)); }, arg("offset"), arg("whence") = 0,
      pos_only());
  d.method("truncate", [](const File& f, const object& size) { return size.is_none() ? f.truncate() : f.truncate(size_argument(size)); }, arg("size") = None, pos_only());
  d.method("read", [](const File& f, const object& size) { return size.is_none() ? f.read() : f.read(size_argument(size)); }, arg("size") = -1, pos_only());
  d.method("readline", [](const File& f, const object& size) { return f.readline(size_argument(size)); }, arg("size") = -1, pos_only());
  d.method("getvalue", [](const File& f) { return f.get().getvalue(); });
  d.method("__enter__", [](const File& f) { return f.py_enter(); });
  d.method("__exit__", [](const File& f, const tuple<object>&) { f.close(); }, args("args"));
  d.method("__iter__", [](const File& f) { return f; });
}

template <typename Item>
object list_of(const vector<Item>& lines) {
  vector<object> items;
  for (const Item& line : lines) {
    items.append(object(line));
  }
  return object(list<object>(std::move(items)));
}

}  // namespace

const type& TextIO::py_class() {
  static const type& kind = []() -> const type& {
    class_<TextIO> d("TextIOWrapper");
    d.in_module("_io");
    describe_common(d);
    d.property("encoding", [](const TextIO& f) { return f.encoding(); }).property("errors", [](const TextIO& f) { return f.errors(); });
    d.method("readlines", [](const TextIO& f, const object& hint) { return list_of(f.readlines(size_argument(hint))); }, arg("hint") = -1, pos_only());
    d.method("write", [](const TextIO& f, const object& text) {
      if (!text.is_str()) {
        raise_type_error(py::detail::message("write() argument must be str, not ", text.py_type().name()));
      }
      return f.write(text.as_str());
    });
    d.method("writelines", [](const TextIO& f, const object& lines) {
      for (const object& line : lines) {
        f.write(cast<str>(line));
      }
    });
    return *new type(d);
  }();
  return kind;
}

const type& BinaryIO::py_class() {
  static const type& kind = []() -> const type& {
    class_<BinaryIO> d("BufferedRandom");
    d.in_module("_io");
    describe_common(d);
    d.method("readlines", [](const BinaryIO& f, const object& hint) { return list_of(f.readlines(size_argument(hint))); }, arg("hint") = -1, pos_only());
    d.method("write", [](const BinaryIO& f, const object& data) { return f.write(py::detail::bytes_view(data)); });
    d.method("writelines", [](const BinaryIO& f, const object& lines) {
      for (const object& line : lines) {
        f.write(py::detail::bytes_view(line));
      }
    });
    return *new type(d);
  }();
  return kind;
}

const type& StringIO::py_class() {
  static const type& kind = *new type(class_<StringIO, TextIO>("StringIO").in_module("_io"));
  return kind;
}

const type& BytesIO::py_class() {
  static const type& kind = *new type(class_<BytesIO, BinaryIO>("BytesIO").in_module("_io"));
  return kind;
}

}  // namespace py::io

namespace py::detail {

const type& text_stream::py_type() const { return io::TextIO::py_class(); }
const type& byte_stream::py_type() const { return io::BinaryIO::py_class(); }

}  // namespace py::detail
