/// Calls of interval analysis: user functions by binding, library rows by their annotations and `@range`.
#include <algorithm>

#include "ranges/walker.hpp"
#include "syntax/children.hpp"
#include "types/stub_annotations.hpp"

namespace krait::ranges {

using syntax::as;
using types::Atom;
using types::AtomKind;
using types::ParameterKind;

namespace {

/// The type of what iteration gives, as far as slots and elements tell.
types::Type iterated(const types::Facts& facts, const types::Type& type) {
  types::Type result;
  const auto add = [&](const types::Type& more) { result.own_atoms().insert(result.own_atoms().end(), more.atoms().begin(), more.atoms().end()); };
  for (const Atom& atom : type.atoms()) {
    if (atom.kind == AtomKind::Instance && !atom.slots.empty()) {
      add(facts.slot_type(atom.slots.front()));
    }
    std::for_each(atom.elements.begin(), atom.elements.end(), add);
  }
  return result;
}

}  // namespace

Shape Walker::result_of(const types::FunctionInfo& function) { return function.is_generator || function.is_async ? Shape{} : read(function.returns); }

void Walker::call_with(types::FunctionId id, std::size_t skip, const std::vector<Shape>& arguments) {
  const types::FunctionInfo& function = facts_.functions[id];
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::size_t parameter = std::min(i + skip, function.parameters.empty() ? 0 : function.parameters.size() - 1);
    if (!function.parameters.empty()) {
      add(function.parameters[parameter].slot, arguments[i]);
    }
  }
}

/// Something calls the class object with these.
void Walker::call_constructor(types::ClassId cls, const std::vector<Shape>& arguments) {
  const types::FunctionId init = facts_.find_method(cls, "__init__");
  if (init != types::none && !facts_.functions[init].is_stub) {
    call_with(init, 1, arguments);
  }
}

/// Hooks that store into fields: `replace(p, x=1)`, `p._replace(x=1)`, `P._make(values)`, `setattr(p, "x", 1)`.
void Walker::special_call(const syntax::Call& node, const types::Type* receiver, const std::vector<Shape>& positional, const std::vector<Shape>& keywords) {
  std::vector<const types::Type*> subjects;
  if (receiver != nullptr) {
    subjects.push_back(receiver);
  }
  if (!node.arguments.empty()) {
    subjects.push_back(&facts_.type(*node.arguments[0]));
  }
  for (const types::Type* subject : subjects) {
    for (const Atom& atom : subject->atoms()) {
      if ((atom.kind != AtomKind::Instance && atom.kind != AtomKind::Class) || facts_.classes[atom.id].is_stub) {
        continue;
      }
      for (std::size_t i = 0; i < node.keywords.size(); ++i) {
        const types::FieldInfo* field = facts_.find_field(atom.id, node.keywords[i].name);
        if (field != nullptr) {
          add(field->slot, keywords[i]);
        }
      }
      const bool from_iterable = subject == receiver && !positional.empty() && facts_.classes[atom.id].kind == types::ClassKind::NamedTuple;
      const bool spread = syntax::has_spread_mapping(node.keywords);
      for (const std::string& name : facts_.classes[atom.id].field_order) {
        if (from_iterable || spread) {
          add_all(facts_.classes[atom.id].fields.find(name)->second.slot);
        }
      }
      const auto* name = positional.size() > 2 ? as<syntax::Constant>(node.arguments[1]) : nullptr;
      const types::FieldInfo* field = name != nullptr ? facts_.find_field(atom.id, name->text) : nullptr;
      if (field != nullptr) {
        add(field->slot, positional[2]);
      }
    }
  }
}

Shape Walker::call_function(const types::FunctionInfo& function, std::size_t skip, const syntax::Call& node, const std::vector<Shape>& positional,
                            const std::vector<Shape>& keywords) {
  std::size_t next = skip;
  bool starred = false;
  for (std::size_t i = 0; i < node.arguments.size(); ++i) {
    Shape shape = positional[i];
    if (const auto* spread = as<syntax::Starred>(node.arguments[i])) {
      starred = true;
      shape = element(facts_.type(*spread->value), shape);
    }
    if (starred) {
      for (std::size_t k = next; k < function.parameters.size(); ++k) {
        add(function.parameters[k].slot, shape);
      }
      continue;
    }
    if (next < function.parameters.size()) {
      add(function.parameters[next].slot, shape);
      next += function.parameters[next].kind == ParameterKind::VarArgs ? 0 : 1;
    }
  }
  for (std::size_t i = 0; i < node.keywords.size(); ++i) {
    const syntax::Keyword& keyword = node.keywords[i];
    bool found = false;
    for (const types::ParameterInfo& parameter : function.parameters) {
      if (parameter.name == keyword.name && parameter.kind != ParameterKind::VarArgs) {
        add(parameter.slot, keywords[i]);
        found = true;
      }
    }
    for (const types::ParameterInfo& parameter : function.parameters) {
      if (keyword.name.empty()) {
        add_all(parameter.slot);
      } else if (!found && parameter.kind == ParameterKind::VarKeywords) {
        add(parameter.slot, keywords[i]);
      }
    }
  }
  return result_of(function);
}

Shape Walker::eval_call(const syntax::Call& node, Environment& env) {
  Shape receiver_shape;
  const types::Type* receiver_type = nullptr;
  if (const auto* member = as<syntax::Attribute>(node.function)) {
    receiver_shape = eval(*member->value, env);
    receiver_type = &facts_.type(*member->value);
    note(*member, eval_attribute(*member, env));
  } else {
    eval(*node.function, env);
  }
  std::vector<Shape> positional;
  std::vector<Shape> keywords;
  for (const syntax::Expr* argument : node.arguments) {
    positional.push_back(eval(*argument, env));
  }
  for (const syntax::Keyword& keyword : node.keywords) {
    keywords.push_back(eval(*keyword.value, env));
  }
  const types::CallFact* fact = facts_.call(node.id);
  if (fact == nullptr) {
    return whole();
  }
  Shape result;
  bool handled = false;
  if (fact->kind == types::CallKind::Construct && !facts_.classes[fact->cls].is_stub) {
    const types::FunctionId init = facts_.find_method(fact->cls, "__init__");
    if (init != types::none && !facts_.functions[init].is_stub) {
      call_function(facts_.functions[init], 1, node, positional, keywords);
      for (const types::ParameterInfo& parameter : facts_.functions[init].parameters) {
        if (parameter.default_value != nullptr && facts_.functions[init].is_synthesised) {
          add(parameter.slot, eval(*parameter.default_value, env));
        }
      }
    }
    return {};
  }
  for (const types::FunctionId target : fact->targets) {
    const types::FunctionInfo& function = facts_.functions[target];
    if (function.is_stub) {
      continue;  // the library's: below
    }
    const types::Type& callee = facts_.type(*node.function);
    const bool bound = std::any_of(callee.atoms().begin(), callee.atoms().end(), [&](const Atom& atom) { return atom.kind == AtomKind::BoundMethod && atom.id == target; });
    const bool is_super = callee.is_bottom();
    const bool instance = std::any_of(callee.atoms().begin(), callee.atoms().end(), [](const Atom& atom) { return atom.kind == AtomKind::Instance; });
    const std::size_t skip = bound || is_super || instance || (function.owner != types::none && (function.name == "__init__" || function.name == "__new__")) ? 1 : 0;
    result = join(result, call_function(function, skip, node, positional, keywords));
    handled = true;
  }
  if (fact->function != types::none && facts_.functions[fact->function].is_stub) {
    result = join(result, call_library(node, facts_.functions[fact->function], receiver_type, receiver_shape, positional, keywords));
    handled = true;
  }
  if (fact->kind == types::CallKind::Value || fact->kind == types::CallKind::Dynamic || fact->kind == types::CallKind::Special || !handled) {
    result = join(result, from_type(facts_.type(node)));
    flow_into_type(facts_.type(node), whole());
    if (fact->kind == types::CallKind::Special || fact->kind == types::CallKind::Dynamic) {
      special_call(node, receiver_type, positional, keywords);
    }
    if (fact->kind != types::CallKind::Special) {
      // Something unknown may be called with these.
      for (const Atom& atom : facts_.type(*node.function).atoms()) {
        if ((atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) && !facts_.functions[atom.id].is_stub && fact->targets.empty()) {
          open(facts_.functions[atom.id]);
        }
        const types::FunctionId init = atom.kind == AtomKind::Class ? facts_.find_method(atom.id, "__init__") : types::none;
        if (init != types::none && !facts_.functions[init].is_stub) {
          open(facts_.functions[init]);
        }
      }
    }
  }
  return result;
}

// ---- library rows -----------------------------------------------------------------------------------

bool Walker::is_parameter(const types::FunctionInfo& row, const std::string& name) const {
  const auto is_named = [&](const syntax::TypeParameter& parameter) { return parameter.name == name; };
  const bool own = row.node != nullptr && std::any_of(row.node->type_parameters.begin(), row.node->type_parameters.end(), is_named);
  if (own || row.owner == types::none) {
    return own;
  }
  const auto& names = facts_.classes[row.owner].type_parameters;
  return std::find(names.begin(), names.end(), name) != names.end();
}

void Walker::flow_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, const Shape& shape, Bindings& bindings) {
  for (const syntax::Expr* member : types::members_of(annotation).members) {
    flow_member(*member, row, type, shape, bindings);
  }
}

void Walker::flow_member(const syntax::Expr& member, const types::FunctionInfo& row, const types::Type& type, const Shape& shape, Bindings& bindings) {
  const std::string& head = types::head_of(&member);
  if (is_parameter(row, head)) {
    bindings.shapes[head] = join(bindings.shapes[head], shape);
    const auto slot = bindings.slots.find(head);
    if (slot != bindings.slots.end()) {
      add(slot->second, shape);
    }
    return;
  }
  const auto* subscript = as<syntax::Subscript>(&member);
  const auto arguments = subscript != nullptr ? types::arguments_of(*subscript) : types::AnnotationList{};
  if (arguments.empty()) {
    return;
  }
  if (head == "Callable") {
    flow_callable(arguments, row, type, bindings);
  } else if (types::is_iteration_protocol(head)) {
    const bool in_order = head != "Sequence" && head != "Reversible";
    flow_annotation(arguments[0], row, iterated(facts_, type), element(type, in_order ? shape : without_steps(shape)), bindings);
  } else if (head == "tuple") {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      const Shape part = i < shape.elements.size() ? shape.elements[i] : element(type, shape);
      flow_annotation(arguments[i], row, {}, part, bindings);
    }
  } else if (head == "Awaitable" || head == "Coroutine" || head == "type") {
    for (const Atom& atom : type.atoms()) {
      if (!atom.slots.empty()) {
        flow_annotation(arguments.back(), row, {}, read(atom.slots.back()), bindings);
      }
    }
  } else {
    for (const Atom& atom : type.atoms()) {
      for (std::size_t i = 0; i < atom.slots.size() && i < arguments.size(); ++i) {
        if (const std::string& parameter = types::head_of(arguments[i]); is_parameter(row, parameter)) {
          flow_type_argument(head, parameter, atom.slots[i], bindings);
        }
      }
    }
  }
}

/// `Callable[[A], R]`: what is passed is called with what A has; what it gives flows into R.
void Walker::flow_callable(const types::AnnotationList& arguments, const types::FunctionInfo& row, const types::Type& type, Bindings& bindings) {
  const auto* parameters = as<syntax::List>(arguments[0]);
  std::vector<Shape> passed;
  if (parameters != nullptr) {
    for (const syntax::Expr* parameter : parameters->elements) {
      passed.push_back(evaluate_annotation(parameter, row, {}, bindings, whole()));
    }
  }
  for (const Atom& atom : type.atoms()) {
    const bool is_function = atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod;
    if (is_function && !facts_.functions[atom.id].is_stub) {
      const types::FunctionInfo& function = facts_.functions[atom.id];
      if (parameters == nullptr) {
        open(function);
      }
      call_with(atom.id, atom.kind == AtomKind::BoundMethod ? 1 : 0, passed);
      flow_annotation(arguments.back(), row, facts_.slot_type(function.returns), result_of(function), bindings);
    } else if (atom.kind == AtomKind::Class) {
      call_constructor(atom.id, passed);
      const bool zero = passed.empty() && parameters != nullptr && atom.id == facts_.int_type;  // `int()`
      flow_annotation(arguments.back(), row, {}, zero ? of(Interval::of(0, 0)) : whole(), bindings);
    } else if (atom.kind == AtomKind::Function) {
      flow_annotation(arguments.back(), row, {}, whole(), bindings);
    }
  }
}

/// `list[T]`: T is what the container's slot holds; of containers that may be changed, what the row puts in flows there, too.
void Walker::flow_type_argument(const std::string& head, const std::string& parameter, types::SlotId slot, Bindings& bindings) {
  const Shape held = read(slot);
  const auto known = bindings.slots.find(parameter);
  if (head == "list" || head == "dict" || head == "set" || head == "deque") {
    if (known != bindings.slots.end() && known->second != slot) {
      add(known->second, held);
      add(slot, read(known->second));
    }
    bindings.slots[parameter] = slot;
    add(slot, bindings.shapes[parameter]);
  } else if (known != bindings.slots.end()) {
    add(known->second, held);  // `dict(mapping)` takes what is in it
  }
  bindings.shapes[parameter] = join(bindings.shapes[parameter], held);
}

Shape Walker::evaluate_annotation(const syntax::Expr* annotation, const types::FunctionInfo& row, const types::Type& type, Bindings& bindings, const Shape& given) {
  Shape result;
  for (const syntax::Expr* member : types::members_of(annotation).members) {
    const std::string& head = types::head_of(member);
    if (is_parameter(row, head)) {
      Shape shape = bindings.shapes[head];
      const auto slot = bindings.slots.find(head);
      if (slot != bindings.slots.end()) {
        shape = join(shape, read(slot->second));
      }
      result = join(result, shape);
      continue;
    }
    if (head == "int") {
      result = join(result, given);
      continue;
    }
    if (head == "bool") {
      result = join(result, of(Interval::of(0, 1)));
      continue;
    }
    if (head == "Any" || head == "object") {
      result = join(result, whole());
      flow_into_type(type, whole());
      continue;
    }
    const auto* subscript = as<syntax::Subscript>(member);
    if (subscript == nullptr) {
      continue;
    }
    const auto arguments = types::arguments_of(*subscript);
    if (arguments.empty()) {
      continue;  // tuple[()]
    }
    if (head == "tuple") {
      const auto* last = as<syntax::Constant>(arguments.back());
      const bool any_length = arguments.size() == 2 && last != nullptr && last->constant == syntax::ConstantKind::Ellipsis;
      if (!any_length) {
        Shape tuple;
        const Atom* only = type.single();
        const bool known = only != nullptr && only->kind == AtomKind::Tuple && only->elements.size() == arguments.size();
        for (std::size_t i = 0; i < arguments.size(); ++i) {
          tuple.elements.push_back(evaluate_annotation(arguments[i], row, known ? only->elements[i] : types::Type{}, bindings, given));
        }
        result = join(result, tuple);
        continue;
      }
    }
    for (const Atom& atom : type.atoms()) {
      if (atom.kind != AtomKind::Instance) {
        continue;
      }
      if ((head == "Awaitable" || head == "Coroutine") && !atom.slots.empty()) {  // the last one is what it gives
        add(atom.slots.back(), evaluate_annotation(arguments.back(), row, facts_.slot_type(atom.slots.back()), bindings, given));
        continue;
      }
      for (std::size_t i = 0; i < atom.slots.size() && i < arguments.size(); ++i) {
        add(atom.slots[i], evaluate_annotation(arguments[i], row, facts_.slot_type(atom.slots[i]), bindings, given));
      }
    }
  }
  return result;
}

/// What `@range` says of the ints in a row's result.
Shape Walker::declared_range(const types::FunctionInfo& row, const std::vector<Shape>& positional, const std::vector<Shape>& keywords, const syntax::Call& node,
                             const Shape& receiver, const types::Type* receiver_type) {
  const auto argument_named = [&](const std::string& name, std::vector<Shape>& into) {
    const std::size_t first = row.owner != types::none && row.method != types::MethodKind::Static ? 1 : 0;
    for (std::size_t i = 0; i < positional.size(); ++i) {
      const std::size_t at = std::min(i + first, row.parameters.empty() ? 0 : row.parameters.size() - 1);
      if (!row.parameters.empty() && row.parameters[at].name == name) {
        const syntax::Expr* expression = node.arguments[i]->kind == syntax::Kind::Starred ? static_cast<const syntax::Starred*>(node.arguments[i])->value : node.arguments[i];
        const Shape inner = element(facts_.type(*expression), positional[i]);
        const bool container = !inner.interval.is_empty || !inner.elements.empty();
        into.push_back(container && positional[i].interval.is_empty ? inner : positional[i]);
      }
    }
    for (std::size_t i = 0; i < keywords.size(); ++i) {
      if (node.keywords[i].name == name) {
        into.push_back(keywords[i]);
      }
    }
  };
  for (const auto& decorator : row.stub_decorators) {
    if (decorator.name != "range" || decorator.arguments.empty()) {
      continue;
    }
    const auto* text = as<syntax::Constant>(decorator.arguments[0]);
    if (text == nullptr || text->constant != syntax::ConstantKind::Str) {
      Environment none_known;
      return join(eval_kind(*decorator.arguments[0], none_known), eval_kind(*decorator.arguments[1], none_known));
    }
    if (text->text == "len") {
      return of(Interval::of(0, length_bound));
    }
    if (text->text == "index") {
      return of(Interval::of(-1, length_bound));
    }
    const auto argument_type = [&] { return node.arguments.empty() ? types::Type{} : facts_.type(*node.arguments[0]); };
    const Shape subject = !receiver.interval.is_empty ? receiver : positional.empty() ? Shape{} : positional[0];
    const bool is_int_subject = is_int(facts_, row.owner != types::none && receiver_type != nullptr ? *receiver_type : argument_type());
    const Shape nonnegative = of({.is_empty = false, .low = Wide{0}, .high = {}});
    if (text->text == "nonnegative") {
      return nonnegative;
    }
    if (text->text == "absolute" || text->text == "up_to") {
      if (subject.interval.is_empty || !is_int_subject) {
        return is_int_subject && !is_closing() ? Shape{} : nonnegative;
      }
      const Interval magnitude = absolute(subject.interval);
      return of(text->text == "absolute" ? magnitude : Interval{.is_empty = false, .low = Wide{0}, .high = magnitude.high});
    }
    if (text->text == "self") {
      return !subject.interval.is_empty ? subject : is_int_subject && !is_closing() ? Shape{} : whole();
    }
    if (text->text == "element" && receiver_type != nullptr) {
      return element(*receiver_type, receiver);
    }
    if (text->text == "join") {
      std::vector<Shape> parts;
      for (std::size_t i = 1; i < decorator.arguments.size(); ++i) {
        const auto* name = as<syntax::Constant>(decorator.arguments[i]);
        if (name != nullptr) {
          argument_named(name->text, parts);
        }
      }
      Shape joined;
      for (const Shape& part : parts) {
        joined = join(joined, part);
      }
      return joined.interval.is_empty && is_closing() ? whole() : joined;
    }
  }
  return whole();
}

/// What a newly made object of pylib's holds; elements of containers have flowed already.
Shape Walker::construct_library(const syntax::Call& node, types::ClassId cls, const std::vector<Shape>& positional) {
  const types::Type& made = facts_.type(node);
  const bool spread = syntax::has_starred(node.arguments);
  if (cls == facts_.range_type) {
    if (spread || positional.empty()) {
      return from_type(made);
    }
    const bool has_start = positional.size() > 1;
    const Interval step = positional.size() > 2 ? positional[2].interval : Interval::of(1, 1);
    return range_elements(has_start ? positional[0].interval : Interval::of(0, 0), positional[has_start ? 1 : 0].interval, step);
  }
  if (cls == facts_.int_type) {
    if (spread || positional.size() != 1) {
      return positional.empty() ? of(Interval::of(0, 0)) : whole();
    }
    const types::Type& source = facts_.type(*node.arguments[0]);
    const bool from_int = source.single() != nullptr && is_int(facts_, source);
    return from_int ? (positional[0].interval.is_empty ? missing(made) : positional[0]) : whole();
  }
  if (cls == facts_.bool_type) {
    return of(Interval::of(0, 1));
  }
  if (made.single() != nullptr && made.single()->kind == AtomKind::Tuple) {
    return positional.size() == 1 ? positional[0] : from_type(made);
  }
  if (is_counter(facts_.classes[cls])) {
    flow_into_type(made, Shape{});
  }
  return {};
}

Shape Walker::call_library(const syntax::Call& node, const types::FunctionInfo& row, const types::Type* receiver, const Shape& receiver_shape, const std::vector<Shape>& positional,
                           const std::vector<Shape>& keywords) {
  Bindings bindings;
  const bool method = row.owner != types::none && row.method != types::MethodKind::Static;
  const types::CallFact* fact = facts_.call(node.id);
  const bool construct = fact != nullptr && fact->kind == types::CallKind::Construct;
  const types::Type& made = facts_.type(node);
  const types::Type* self_type = construct ? &made : method ? receiver : nullptr;
  if (self_type != nullptr && row.owner != types::none) {
    const auto& names = facts_.classes[row.owner].type_parameters;
    for (const Atom& atom : self_type->atoms()) {
      for (std::size_t i = 0; i < names.size() && i < atom.slots.size(); ++i) {
        const auto known = bindings.slots.find(names[i]);
        if (known != bindings.slots.end() && facts_.find(known->second) != facts_.find(atom.slots[i])) {
          bindings.shapes[names[i]] = join(bindings.shapes[names[i]], read(atom.slots[i]));
          flow_into_type(types::Type(atom), whole());
        } else {
          bindings.slots[names[i]] = atom.slots[i];
        }
      }
    }
  }
  const std::size_t first = method ? 1 : 0;
  for (const bool callables : {false, true}) {
    for (std::size_t i = 0; i < positional.size() + keywords.size(); ++i) {
      const types::ParameterInfo* parameter = nullptr;
      const bool by_position = i < positional.size();
      if (by_position) {
        std::size_t at = i + first;
        for (std::size_t k = first; k < row.parameters.size(); ++k) {
          if (row.parameters[k].kind == ParameterKind::VarArgs && k <= at) {
            at = k;
          }
        }
        parameter = at < row.parameters.size() ? &row.parameters[at] : nullptr;
      } else {
        for (const types::ParameterInfo& one : row.parameters) {
          if (one.name == node.keywords[i - positional.size()].name || one.kind == ParameterKind::VarKeywords) {
            parameter = &one;
            break;
          }
        }
      }
      const syntax::Expr* expression = by_position ? node.arguments[i] : node.keywords[i - positional.size()].value;
      Shape shape = by_position ? positional[i] : keywords[i - positional.size()];
      if (const auto* starred = as<syntax::Starred>(expression)) {
        shape = element(facts_.type(*starred->value), shape);
      }
      const types::Type& type = facts_.type(*expression);
      const bool callable = std::any_of(type.atoms().begin(), type.atoms().end(),
                                        [](const Atom& atom) { return atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod || atom.kind == AtomKind::Class; });
      if (parameter == nullptr || callable != callables) {
        continue;
      }
      flow_annotation(parameter->annotation, row, type, shape, bindings);
      if (types::head_of(parameter->annotation) == "Any") {
        for (const Atom& atom : type.atoms()) {
          if ((atom.kind == AtomKind::Function || atom.kind == AtomKind::BoundMethod) && !facts_.functions[atom.id].is_stub) {
            open(facts_.functions[atom.id]);
          }
        }
      }
    }
  }
  // A callback's own result may come back to it (reduce, accumulate): once more with what is known now.
  for (std::size_t i = 0; i < positional.size(); ++i) {
    const std::size_t at = i + first;
    if (at < row.parameters.size() && types::head_of(row.parameters[at].annotation) == "Callable") {
      flow_annotation(row.parameters[at].annotation, row, facts_.type(*node.arguments[i]), positional[i], bindings);
    }
  }
  if (construct) {
    return construct_library(node, fact->cls, positional);
  }
  Shape given = declared_range(row, positional, keywords, node, receiver_shape, receiver);
  if (row.name == "enumerate") {
    const Shape start = positional.size() > 1 ? positional[1] : !keywords.empty() ? keywords[0] : of(Interval::of(0, 0));
    given = range_elements(start.interval, Interval::all(), Interval::of(1, 1));
  }
  const auto* any = as<syntax::Name>(row.node->returns);
  if (any != nullptr && any->name == "Any") {
    return from_type(made);
  }
  if (any != nullptr && any->name == "Self") {
    return receiver_shape;
  }
  return evaluate_annotation(row.node->returns, row, made, bindings, given);
}

}  // namespace krait::ranges
