/// Dicts as records: those that displays with the same constant keys make, and that nothing else puts values into.
///
///   {"at": 1, "level": "INFO"}    each key has a type of its own;  r["at"] is an int
///
/// The slot of the values is that of any dict and holds the types of all keys. While it is a record's, every other store into it (`add`,
/// `unify`) opens the record: from then on all keys may hold anything. Everything that takes the dict apart (`arguments_as`), hands it to code
/// that is not known, or lets it stand beside other kinds, makes it a mapping. What is neither at the end becomes a struct.
#include <algorithm>
#include <cctype>
#include <functional>

#include "types/engine.hpp"

namespace krait::types {

using syntax::as;

namespace {

constexpr std::size_t most_keys = 64;
constexpr std::uint32_t first_key_site = 2;  // of a display's slots: keys, values, then one for each key

bool is_identifier(const std::string& text) {
  const auto is_part = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
  return !text.empty() && std::isdigit(static_cast<unsigned char>(text[0])) == 0 && !text.starts_with('_') && std::all_of(text.begin(), text.end(), is_part);
}

const std::string* constant_key(const syntax::Expr* node) {
  const auto* constant = as<syntax::Constant>(node);
  return constant != nullptr && constant->constant == syntax::ConstantKind::Str ? &constant->text : nullptr;
}

}  // namespace

RecordInfo* Engine::record_of(const Atom& atom) {
  const RecordInfo* record = facts_.record_of(atom);
  return record == nullptr || record->is_open ? nullptr : &facts_.records[facts_.slots[find(atom.slots[1])].record];
}

/// The keys of a display that may be a record's; none if it is no such display.
std::vector<std::string> Engine::record_keys(const syntax::Dict& node) const {
  std::vector<std::string> keys;
  for (const syntax::Dict::Item& item : node.items) {
    const std::string* key = constant_key(item.key);
    if (key == nullptr || !is_identifier(*key) || std::find(keys.begin(), keys.end(), *key) != keys.end()) {
      return {};
    }
    keys.push_back(*key);
  }
  return keys.size() > 1 && keys.size() <= most_keys ? keys : std::vector<std::string>{};
}

Type Engine::record_display(const syntax::Dict& node, const std::vector<std::string>& keys, const std::vector<Type>& values) {
  const SlotId key_slot = site_slot(node.id, 0);
  const SlotId value_slot = site_slot(node.id, 1);
  add(key_slot, instance(facts_.str_type));
  if (facts_.slots[find(value_slot)].record == none) {
    RecordInfo made;
    made.keys = keys;
    made.display = node.id;
    made.module = frame_->module;
    if (const FunctionInfo* function = frame_->function; function != nullptr) {
      const bool is_special = function->name.starts_with("__") && function->owner != none;
      made.function = is_special ? facts_.classes[function->owner].name : function->name;
    }
    for (std::uint32_t i = 0; i < keys.size(); ++i) {
      made.values.push_back(site_slot(node.id, first_key_site + i));
    }
    facts_.slots[find(value_slot)].record = static_cast<std::uint32_t>(facts_.records.size());
    facts_.records.push_back(std::move(made));
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    put_into_record(value_slot, keys[i], values[i]);
  }
  return instance(facts_.dict_type, {key_slot, value_slot});
}

void Engine::put_into_record(SlotId value_slot, const std::string& key, const Type& value) {
  stores_by_key_ = true;
  add(value_slot, value);
  stores_by_key_ = false;
  const RecordInfo& record = facts_.records[facts_.slots[find(value_slot)].record];
  const auto at = std::find(record.keys.begin(), record.keys.end(), key);
  if (at != record.keys.end()) {
    add(record.values[static_cast<std::size_t>(at - record.keys.begin())], value);
  }
}

bool Engine::are_numbers(const Type& type) const {
  return std::all_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
    return atom.kind == AtomKind::Instance && (atom.id == facts_.int_type || atom.id == facts_.float_type || atom.id == facts_.none_type || atom.id == facts_.bool_type);
  });
}

/// Is there a key of which nothing is known yet?
bool Engine::lacks_values(const RecordInfo& record) const {
  return std::any_of(record.values.begin(), record.values.end(), [&](SlotId slot) { return facts_.slot_type(slot).is_bottom(); });
}

/// `r["at"]`: what the key holds; null if that is what any value may be.
const SlotId* Engine::record_value(const Atom& atom, const syntax::Expr& index) {
  RecordInfo* record = record_of(atom);
  const std::string* key = constant_key(&index);
  if (record == nullptr || key == nullptr) {
    return nullptr;
  }
  const auto at = std::find(record->keys.begin(), record->keys.end(), *key);
  // Where all values are numbers, one C++ type holds them, which says more than the key does.
  const Type& all = facts_.slot_type(atom.slots[1]);
  if (at == record->keys.end()) {
    record->is_mapping = true;
    return nullptr;
  }
  const bool is_table = std::any_of(all.atoms().begin(), all.atoms().end(),
                                    [](const Atom& one) { return one.kind != AtomKind::Instance && one.kind != AtomKind::Tuple && one.kind != AtomKind::Unknown; });
  // Functions and classes by name are objects in their dict, and called as such.
  if (is_table || (are_numbers(all) && !lacks_values(*record))) {
    return nullptr;
  }
  record->is_read_by_key = true;
  return &record->values[static_cast<std::size_t>(at - record->keys.begin())];
}

/// Values come from elsewhere into a record's slot. In functions that nobody calls nothing more flows.
void Engine::open_record(SlotId slot) {
  slot = find(slot);
  RecordInfo& record = facts_.records[facts_.slots[slot].record];
  record.is_mapping = true;
  if (!frozen_ && !record.is_open) {
    record.is_open = true;
    changed(slot);
  }
}

/// Two slots of values become one, whose place is `into`; the values of which keys meet by that.
std::vector<std::pair<SlotId, SlotId>> Engine::merge_records(SlotId into, SlotId from) {
  std::vector<std::pair<SlotId, SlotId>> met;
  const std::uint32_t a = facts_.slots[into].record;
  const std::uint32_t b = facts_.slots[from].record;
  if (a == none && b == none) {
    return met;
  }
  if (a == none || b == none || a == b) {
    facts_.slots[into].record = a == none ? b : a;
    facts_.records[facts_.slots[into].record].is_open = a != b || facts_.records[a].is_open;
    return met;
  }
  RecordInfo& one = facts_.records[a];
  RecordInfo& other = facts_.records[b];
  const bool differs = one.keys != other.keys || one.is_open || other.is_open;
  one.is_mapping = one.is_mapping || other.is_mapping;
  one.is_read_by_key = one.is_read_by_key || other.is_read_by_key;
  one.is_open = differs;
  other.is_open = true;  // it is no more
  for (std::size_t i = 0; !differs && i < one.values.size(); ++i) {
    met.emplace_back(one.values[i], other.values[i]);
  }
  return met;
}

void Engine::use_as_mapping(const Atom& atom) {
  if (facts_.record_of(atom) != nullptr) {
    facts_.records[facts_.slots[find(atom.slots[1])].record].is_mapping = true;
  }
}

/// Every record among a value's contents is a mapping.
void Engine::use_as_mappings(const Type& type) {
  if (facts_.records.empty()) {
    return;
  }
  std::set<SlotId> seen;
  const std::function<void(const Type&)> visit = [&](const Type& one) {
    for (const Atom& atom : one.atoms()) {
      use_as_mapping(atom);
      std::for_each(atom.elements.begin(), atom.elements.end(), visit);
      for (const SlotId slot : atom.slots) {
        if (seen.insert(find(slot)).second) {
          visit(facts_.slot_type(slot));
        }
      }
    }
  };
  visit(type);
}

/// A record that may also be something else than None has no C++ type of its own.
void Engine::find_mixed_records(const Type& type) {
  const auto others = std::count_if(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) { return !is_none(atom); });
  for (const Atom& atom : type.atoms()) {
    if (others > 1) {
      use_as_mapping(atom);
    }
    for (const Type& element : atom.elements) {
      find_mixed_records(element);
    }
  }
}

/// Does the record hold, through containers, one of its own kind?
bool Engine::contains_itself(SlotId value_slot) const {
  std::set<SlotId> seen;
  const std::function<bool(SlotId)> reaches = [&](SlotId from) {
    const std::function<bool(const Type&)> in_type = [&](const Type& type) {
      return std::any_of(type.atoms().begin(), type.atoms().end(), [&](const Atom& atom) {
        return std::any_of(atom.elements.begin(), atom.elements.end(), in_type) ||
               std::any_of(atom.slots.begin(), atom.slots.end(), [&](SlotId slot) { return find(slot) == find(value_slot) || (seen.insert(find(slot)).second && reaches(slot)); });
      });
    };
    return in_type(facts_.slot_type(from));
  };
  return reaches(value_slot);
}

/// Records that code which is not known gets hold of, or that stand beside other kinds, are mappings.
void Engine::find_mappings() {
  for (SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
    if (find(slot) == slot) {
      find_mixed_records(facts_.slots[slot].type);
      const std::uint32_t record = facts_.slots[slot].record;
      if (record != none && contains_itself(slot)) {
        facts_.records[record].is_mapping = true;
      }
    }
  }
  for (NodeId node = 0; node < facts_.node_types.size(); ++node) {
    if (!printed_.contains(node)) {
      find_mixed_records(facts_.node_types[node]);
    }
  }
  for (const FunctionInfo& function : facts_.functions) {
    if (!function.is_stub && (function.is_exposed || function.is_decorated)) {
      use_as_mappings(facts_.slot_type(function.returns));
      if (function.yields != none) {
        use_as_mappings(facts_.slot_type(function.yields));
      }
      for (const ParameterInfo& parameter : function.parameters) {
        use_as_mappings(facts_.slot_type(parameter.slot));
      }
    }
  }
  for (const ClassInfo& cls : facts_.classes) {
    const bool is_open = cls.is_exposed || cls.has_dynamic_attributes || cls.kind != ClassKind::Plain;
    for (const auto& [name, field] : cls.fields) {
      if (!cls.is_stub && is_open && field.slot != none) {
        use_as_mappings(facts_.slot_type(field.slot));
      }
    }
  }
}

/// Values of several kinds, which one C++ type does not hold?
bool Engine::holds_kinds(const RecordInfo& record, const Type& values) const {
  std::size_t kinds = 0;
  for (const Atom& atom : values.atoms()) {
    if (atom.kind != AtomKind::Instance && atom.kind != AtomKind::Tuple && atom.kind != AtomKind::Unknown) {
      return false;  // functions and classes by name: a table
    }
    kinds += is_none(atom) ? 0 : 1;
  }
  return kinds > 1 && !are_numbers(values) && !lacks_values(record);
}

void Engine::make_records() {
  if (facts_.records.empty()) {
    return;
  }
  find_mappings();
  std::set<std::string> taken;
  for (const names::Symbol& symbol : names_.symbols) {
    taken.insert(symbol.name);
  }
  for (const RecordInfo& record : facts_.records) {
    taken.insert(record.keys.begin(), record.keys.end());
  }
  for (SlotId slot = 0; slot < facts_.slots.size(); ++slot) {
    const std::uint32_t index = facts_.slots[slot].record;
    if (index == none || find(slot) != slot) {
      continue;
    }
    RecordInfo& record = facts_.records[index];
    if (record.is_open || record.is_mapping || !record.is_read_by_key || !holds_kinds(record, facts_.slots[slot].type)) {
      continue;
    }
    ClassInfo cls;
    cls.id = static_cast<ClassId>(facts_.classes.size());
    cls.kind = ClassKind::Record;
    cls.module = record.module;
    cls.name = record.function.empty() || record.function.starts_with('<') ? "record" : record.function + "_record";
    while (!taken.insert(cls.name).second) {
      cls.name += "_";
    }
    cls.bases = {facts_.object_type};
    cls.mro = {cls.id, facts_.object_type};
    cls.field_order = record.keys;
    for (std::size_t i = 0; i < record.keys.size(); ++i) {
      FieldInfo& field = cls.fields[record.keys[i]];
      field.name = record.keys[i];
      field.slot = record.values[i];
      field.owner = cls.id;
      field.is_instance_attribute = true;
      field.first_definition = record.display;
      facts_.record_value_slots[find(field.slot)] = slot;
    }
    record.cls = cls.id;
    facts_.classes.push_back(std::move(cls));
  }
}

}  // namespace krait::types
