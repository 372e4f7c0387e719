#include <py/builtin_functions.hpp>
#include <py/dict.hpp>
#include <py/isinstance.hpp>
#include <py/list.hpp>
#include <py/match.hpp>
#include <py/protocol.hpp>
#include <py/range.hpp>
#include <py/tuple.hpp>

namespace py {

static bool is_sequence(const object& subject) { return isinstance<list<object>>(subject) || isinstance<tuple<object>>(subject) || isinstance<range>(subject); }

bool is_sequence_of(const object& subject, std::int64_t count) { return is_sequence(subject) && len(subject) == count; }

bool is_sequence_of_at_least(const object& subject, std::int64_t count) { return is_sequence(subject) && len(subject) >= count; }

bool is_mapping(const object& subject) { return isinstance<dict<object, object>>(subject); }

dict<object, object> mapping_without(const object& subject, std::initializer_list<object> keys) {
  dict<object, object> rest;
  auto iterator = iter(subject);
  while (auto key = iterator.next()) {
    bool excluded = false;
    for (const object& one : keys) {
      excluded = excluded || eq(*key, one);
    }
    if (!excluded) {
      rest[object(*key)] = getitem(subject, object(*key));
    }
  }
  return rest;
}

}  // namespace py
