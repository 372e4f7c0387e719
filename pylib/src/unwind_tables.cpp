// Reads `.eh_frame` (call frame information, DWARF 5 section 6.4) and the tables of landing pads that GCC and Clang write for C++.
#include "unwind_tables.hpp"

#if PY_OWN_UNWINDER
#include <cstring>
#include <unwind.h>

extern "C" {
// of libgcc, without a public header
struct dwarf_eh_bases {
  void* text;
  void* data;
  void* function;
};
const void* _Unwind_Find_FDE(void* address, dwarf_eh_bases* bases);
_Unwind_Reason_Code __gxx_personality_v0(int, _Unwind_Action, _Unwind_Exception_Class, _Unwind_Exception*, _Unwind_Context*);
}

namespace py::detail::unwind {
namespace {

// DWARF's numbers of rbx, rbp, r12 to r15, and of what else the tables mention.
constexpr std::uint8_t preserved_numbers[preserved_count] = {3, 6, 12, 13, 14, 15};
constexpr std::uint64_t stack_pointer_number = 7;
constexpr std::uint64_t return_address_number = 16;

int preserved_index(std::uint64_t number) noexcept {
  for (std::size_t i = 0; i < preserved_count; ++i) {
    if (preserved_numbers[i] == number) {
      return static_cast<int>(i);
    }
  }
  return -1;
}

// How a pointer is written (DW_EH_PE_…).
constexpr unsigned char omitted = 0xFF;
constexpr unsigned char indirect = 0x80;
constexpr unsigned char relative_to_place = 0x10;

class reader {
 public:
  explicit reader(const void* begin) noexcept : next_(static_cast<const unsigned char*>(begin)) {}

  const unsigned char* place() const noexcept { return next_; }
  void skip(std::uint64_t count) noexcept { next_ += count; }
  unsigned char byte() noexcept { return *next_++; }

  template <typename T>
  T value() noexcept {
    T result;
    std::memcpy(&result, next_, sizeof(T));
    next_ += sizeof(T);
    return result;
  }

  /// A LEB128 number as it stands: its bits, how many they are, and its last byte.
  struct Sevens {
    std::uint64_t value = 0;
    unsigned bits = 0;
    unsigned char last = 0;
  };
  Sevens sevens() noexcept {
    Sevens number;
    do {
      number.last = byte();
      number.value |= static_cast<std::uint64_t>(number.last & 0x7F) << number.bits;
      number.bits += 7;
    } while ((number.last & 0x80) != 0);
    return number;
  }

  std::uint64_t unsigned_number() noexcept { return sevens().value; }

  std::int64_t signed_number() noexcept {
    auto [result, shift, part] = sevens();
    if (shift < 64 && (part & 0x40) != 0) {
      result |= ~std::uint64_t{0} << shift;
    }
    return static_cast<std::int64_t>(result);
  }

  /// A pointer written as `encoding` says; clears `ok` if that is not known here.
  std::uintptr_t pointer(unsigned char encoding, bool& ok) noexcept {
    const auto origin = reinterpret_cast<std::uintptr_t>(next_);
    std::uint64_t result = 0;
    switch (encoding & 0x0F) {
      case 0x00:
      case 0x04:
      case 0x0C: result = value<std::uint64_t>(); break;
      case 0x01: result = unsigned_number(); break;
      case 0x02: result = value<std::uint16_t>(); break;
      case 0x03: result = value<std::uint32_t>(); break;
      case 0x09: result = static_cast<std::uint64_t>(signed_number()); break;
      case 0x0A: result = static_cast<std::uint64_t>(std::int64_t{value<std::int16_t>()}); break;
      case 0x0B: result = static_cast<std::uint64_t>(std::int64_t{value<std::int32_t>()}); break;
      default: ok = false; return 0;
    }
    if (result == 0) {
      return 0;
    }
    if ((encoding & 0x70) == relative_to_place) {
      result += origin;
    } else if ((encoding & 0x70) != 0) {
      ok = false;
      return 0;
    }
    if ((encoding & indirect) != 0) {
      std::memcpy(&result, reinterpret_cast<const void*>(result), sizeof(result));
    }
    return result;
  }

 private:
  const unsigned char* next_;
};

/// Executes a program of call frame information up to the row that holds `address`.
class row_program {
 public:
  row_program(frame_rule& rule, std::uint64_t code_factor, std::int64_t data_factor, unsigned char encoding) noexcept
      : rule_(rule), code_factor_(code_factor), data_factor_(data_factor), encoding_(encoding) {}

  void start_at(std::uintptr_t place) noexcept { place_ = place; }
  /// What `DW_CFA_restore` goes back to.
  void remember_initial() noexcept { initial_ = rule_; }

  /// False if it holds something unknown.
  bool run(reader program, const unsigned char* end, std::uintptr_t address) noexcept {
    while (program.place() < end && place_ < address) {
      if (!step(program)) {
        return false;
      }
    }
    return true;
  }

 private:
  bool step(reader& program) noexcept {
    const unsigned char operation = program.byte();
    const std::uint64_t low = operation & 0x3F;
    switch (operation & 0xC0) {
      case 0x40: place_ += low * code_factor_; return true;
      case 0x80: return save(low, static_cast<std::int64_t>(program.unsigned_number()) * data_factor_);
      case 0xC0: return restore(low);
      default: break;
    }
    bool ok = true;
    switch (operation) {
      case 0x00: return true;                                                       // nop
      case 0x01: place_ = program.pointer(encoding_, ok); return ok;                // set_loc
      case 0x02: place_ += program.value<std::uint8_t>() * code_factor_; return true;   // advance_loc1
      case 0x03: place_ += program.value<std::uint16_t>() * code_factor_; return true;  // advance_loc2
      case 0x04: place_ += program.value<std::uint32_t>() * code_factor_; return true;  // advance_loc4
      case 0x05: {                                                                  // offset_extended
        const std::uint64_t number = program.unsigned_number();
        return save(number, static_cast<std::int64_t>(program.unsigned_number()) * data_factor_);
      }
      case 0x06: return restore(program.unsigned_number());  // restore_extended
      case 0x0A:                                             // remember_state
        if (depth_ == remembered_count) {
          return false;
        }
        remembered_[depth_++] = rule_;
        return true;
      case 0x0B: {  // restore_state
        if (depth_ == 0) {
          return false;
        }
        const std::int32_t argument_size = rule_.argument_size;
        rule_ = remembered_[--depth_];
        rule_.argument_size = argument_size;
        return true;
      }
      case 0x0C: {  // def_cfa
        const std::uint64_t number = program.unsigned_number();
        return set_base(number) && set_offset(program.unsigned_number());
      }
      case 0x0D: return set_base(program.unsigned_number());    // def_cfa_register
      case 0x0E: return set_offset(program.unsigned_number());  // def_cfa_offset
      case 0x2E:                                                // GNU_args_size
        rule_.argument_size = static_cast<std::int32_t>(program.unsigned_number());
        return true;
      default: return false;
    }
  }

  bool save(std::uint64_t number, std::int64_t offset) noexcept {
    if (number == return_address_number) {
      return offset == -static_cast<std::int64_t>(sizeof(std::uintptr_t));
    }
    const int index = preserved_index(number);
    if (index < 0 || offset == 0 || offset != static_cast<std::int32_t>(offset)) {
      return false;
    }
    rule_.saved[index] = static_cast<std::int32_t>(offset);
    return true;
  }

  bool restore(std::uint64_t number) noexcept {
    const int index = preserved_index(number);
    if (index >= 0) {
      rule_.saved[index] = initial_.saved[index];
    }
    return index >= 0;
  }

  bool set_base(std::uint64_t number) noexcept {
    const int index = preserved_index(number);
    rule_.from_register = index >= 0;
    rule_.base_register = static_cast<std::uint8_t>(index < 0 ? 0 : index);
    return index >= 0 || number == stack_pointer_number;
  }

  bool set_offset(std::uint64_t offset) noexcept {
    rule_.base_offset = static_cast<std::int32_t>(offset);
    return offset <= INT32_MAX;
  }

  static constexpr int remembered_count = 4;
  frame_rule& rule_;
  frame_rule initial_;
  frame_rule remembered_[remembered_count];
  int depth_ = 0;
  std::uint64_t code_factor_;
  std::int64_t data_factor_;
  unsigned char encoding_;
  std::uintptr_t place_ = 0;
};

/// The part that the frame descriptions of a file share.
struct common_information {
  std::uint64_t code_factor = 1;
  std::int64_t data_factor = 1;
  unsigned char pointer_encoding = 0;
  unsigned char landing_pads_encoding = omitted;
  bool has_personality = false;
  const unsigned char* program = nullptr;
  const unsigned char* end = nullptr;
};

bool read_common(const unsigned char* begin, common_information& common) noexcept {
  reader input(begin);
  const auto length = input.value<std::uint32_t>();
  common.end = input.place() + length;
  input.skip(sizeof(std::uint32_t));
  const unsigned char version = input.byte();
  const char* augmentation = reinterpret_cast<const char*>(input.place());
  input.skip(std::strlen(augmentation) + 1);
  if ((version != 1 && version != 3) || augmentation[0] != 'z') {
    return false;
  }
  common.code_factor = input.unsigned_number();
  common.data_factor = input.signed_number();
  const std::uint64_t return_column = version == 1 ? input.byte() : input.unsigned_number();
  const std::uint64_t size = input.unsigned_number();
  common.program = input.place() + size;
  bool ok = return_column == return_address_number;
  for (++augmentation; *augmentation != '\0' && ok; ++augmentation) {
    switch (*augmentation) {
      case 'R': common.pointer_encoding = input.byte(); break;
      case 'L': common.landing_pads_encoding = input.byte(); break;
      case 'P': {
        const unsigned char encoding = input.byte();
        const std::uintptr_t personality = input.pointer(encoding, ok);
        common.has_personality = true;
        ok = ok && personality == reinterpret_cast<std::uintptr_t>(&__gxx_personality_v0);
        break;
      }
      default: ok = false; break;  // among them 'S', a signal's frame
    }
  }
  return ok;
}

}  // namespace

frame_rule read_rule(std::uintptr_t address) noexcept {
  frame_rule rule;
  rule.address = address;
  dwarf_eh_bases bases{};
  const auto* const description = static_cast<const unsigned char*>(_Unwind_Find_FDE(reinterpret_cast<void*>(address - 1), &bases));
  if (description == nullptr) {
    return rule;
  }
  reader input(description);
  const auto length = input.value<std::uint32_t>();
  const unsigned char* const end = input.place() + length;
  const unsigned char* const distance_place = input.place();
  const auto distance = input.value<std::int32_t>();
  common_information common;
  if (length == 0xFFFFFFFF || !read_common(distance_place - distance, common)) {
    return rule;
  }
  bool ok = true;
  input.pointer(common.pointer_encoding, ok);
  input.pointer(common.pointer_encoding & 0x0F, ok);
  const std::uint64_t size = input.unsigned_number();
  reader program = input;
  program.skip(size);
  rule.function = reinterpret_cast<std::uintptr_t>(bases.function);
  if (common.has_personality && common.landing_pads_encoding != omitted) {
    rule.landing_pads = reinterpret_cast<const unsigned char*>(input.pointer(common.landing_pads_encoding, ok));
  }
  row_program rows(rule, common.code_factor, common.data_factor, common.pointer_encoding);
  ok = ok && rows.run(reader(common.program), common.end, address);
  rows.remember_initial();
  rows.start_at(rule.function);
  rule.usable = ok && rows.run(program, end, address);
  return rule;
}

namespace {

/// The table of landing pads of one function.
struct landing_pad_table {
  std::uintptr_t base = 0;
  unsigned char type_encoding = omitted;
  const unsigned char* types = nullptr;
  unsigned char site_encoding = 0;
  const unsigned char* sites = nullptr;
  const unsigned char* actions = nullptr;
};

bool read_landing_pads(const frame_rule& rule, landing_pad_table& table) noexcept {
  reader input(rule.landing_pads);
  bool ok = true;
  const unsigned char base_encoding = input.byte();
  table.base = base_encoding == omitted ? rule.function : input.pointer(base_encoding, ok);
  table.type_encoding = input.byte();
  if (table.type_encoding != omitted) {
    const std::uint64_t offset = input.unsigned_number();
    table.types = input.place() + offset;
  }
  table.site_encoding = input.byte();
  const std::uint64_t size = input.unsigned_number();
  table.sites = input.place();
  table.actions = table.sites + size;
  return ok && (table.site_encoding & 0xF0) == 0;
}

std::ptrdiff_t encoded_size(unsigned char encoding) noexcept {
  switch (encoding & 0x07) {
    case 0x00:
    case 0x04: return 8;
    case 0x02: return 2;
    case 0x03: return 4;
    default: return 0;
  }
}

/// Walks the chain of what a landing pad does: handlers in order, perhaps a cleanup.
void read_chain(const landing_pad_table& table, const std::type_info& thrown, void* object, frame_action& action) noexcept {
  bool cleans_up = false;
  const unsigned char* record = action.record;
  const std::ptrdiff_t size = encoded_size(table.type_encoding);
  for (;;) {
    reader input(record);
    const std::int64_t filter = input.signed_number();
    const unsigned char* const link_place = input.place();
    const std::int64_t link = input.signed_number();
    if (filter == 0) {
      cleans_up = true;
    } else if (filter < 0 || table.types == nullptr || size == 0) {
      action.what = reaction::refuse;
      return;
    } else {
      bool ok = true;
      const auto* const wanted = reinterpret_cast<const std::type_info*>(reader(table.types - filter * size).pointer(table.type_encoding, ok));
      void* adjusted = object;
      if (ok && (wanted == nullptr || wanted->__do_catch(&thrown, &adjusted, 1))) {
        action.what = reaction::handle;
        action.selector = static_cast<int>(filter);
        action.record = record;
        action.adjustment = static_cast<char*>(adjusted) - static_cast<char*>(object);
        return;
      }
      if (!ok) {
        action.what = reaction::refuse;
        return;
      }
    }
    if (link == 0) {
      break;
    }
    record = link_place + link;
  }
  action.what = cleans_up ? reaction::clean_up : reaction::pass;
}

}  // namespace

frame_action read_action(const frame_rule& rule, const std::type_info& thrown, void* object) noexcept {
  frame_action action;
  action.address = rule.address;
  action.thrown = &thrown;
  if (rule.landing_pads == nullptr) {
    action.what = reaction::pass;
    return action;
  }
  landing_pad_table table;
  action.what = reaction::refuse;
  if (!read_landing_pads(rule, table)) {
    return action;
  }
  const std::uintptr_t call = rule.address - 1;
  reader sites(table.sites);
  bool ok = true;
  while (sites.place() < table.actions) {
    const std::uintptr_t start = rule.function + sites.pointer(table.site_encoding, ok);
    const std::uintptr_t length = sites.pointer(table.site_encoding, ok);
    const std::uintptr_t pad = sites.pointer(table.site_encoding, ok);
    const std::uint64_t record = sites.unsigned_number();
    if (!ok || call < start) {
      return action;  // no entry: the program ends
    }
    if (call >= start + length) {
      continue;
    }
    if (pad == 0) {
      action.what = reaction::pass;
      return action;
    }
    action.landing_pad = table.base + pad;
    if (record == 0) {
      action.what = reaction::clean_up;
      return action;
    }
    action.record = table.actions + record - 1;
    read_chain(table, thrown, object, action);
    return action;
  }
  return action;
}

}  // namespace py::detail::unwind
#endif
