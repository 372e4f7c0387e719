/// Values, the log of changes, and the meeting of ways.
#include "names/flow.hpp"

#include <algorithm>
#include <cassert>

namespace krait::names {

using namespace syntax;

void follow_flow(Analysis& analysis) { Flow(analysis).run(); }

Flow::Flow(Analysis& analysis)
    : a_(analysis),
      library_(analysis),
      current_(analysis.names.symbols.size(), none),
      stamp_(analysis.names.symbols.size(), none),
      seen_(analysis.names.symbols.size(), 0),
      slot_(analysis.names.symbols.size(), 0),
      is_pending_(analysis.units.size(), false),
      is_active_(analysis.units.size(), false),
      was_active_(analysis.units.size(), false),
      creation_(analysis.names.scopes.size()) {}

void Flow::run() {
  for (ScopeId scope = 0; scope < a_.names.scopes.size(); ++scope) {
    if (a_.executor[scope] == scope) {
      executor(scope);
    }
  }
}

/// Scopes come before the scopes inside them, so the place where a function is made is known when its body is walked.
void Flow::executor(ScopeId scope) {
  const Scope info = a_.names.scopes[scope];
  executor_ = scope_ = scope;
  module_ = a_.program.modules[info.module].get();
  place_ = creation_[scope];
  reachable_ = true;
  clock_ = loop_depth_ = 0;
  outermost_loop_ = none;
  log_.clear();
  made_.clear();
  pending_.clear();
  created_.clear();
  definition_clocks_.clear();
  class_seen_ = info.kind != ScopeKind::Module && a_.has_classes;
  if (info.kind == ScopeKind::Module) {
    body(module_->tree->body);
  } else if (const auto* function = as<FunctionDef>(info.node)) {
    place_.body = open_body(&function->body);
    place_.statement = nullptr;
    run_parameters(function->parameters);
    body_in(place_.body, function->body);
  } else if (const auto* lambda = as<Lambda>(info.node)) {
    place_.body = open_body(nullptr);
    run_parameters(lambda->parameters);
    expression(lambda->body);
  } else {
    const auto& generator = static_cast<const GeneratorExp&>(*info.node);
    place_.body = open_body(nullptr);
    clauses(generator.id, generator.generators, {generator.element});
  }
  record_end();
}

void Flow::run_parameters(const Parameters& parameters) {
  for (const Parameter* parameter : parameters.all()) {
    define(parameter->id, nullptr, parameter->span.begin, DefinitionKind::Parameter, place_);
  }
}

/// Whatever has not run by the end may run after it.
void Flow::record_end() {
  const bool is_module = a_.names.scopes[executor_].kind == ScopeKind::Module;
  if (reachable_) {
    run_point();
  }
  if (is_module) {
    for (const UnitId unit : created_) {
      if (reachable_ && !was_active_[unit]) {
        activate(unit);
      }
    }
    for (const SymbolId symbol : a_.names.scopes[executor_].symbols) {
      a_.notes[symbol].end_value = read(symbol);
    }
  }
  for (const auto& [symbol, clock] : definition_clocks_) {
    if (clock > a_.notes[symbol].capture_start && a_.notes[symbol].capture_start != none) {
      a_.names.symbols[symbol].is_rebound_after_capture = true;
    }
  }
}

ValueId Flow::add_value(ValueKind kind, SymbolId symbol) {
  a_.values.push_back({kind, false, symbol});
  return static_cast<ValueId>(a_.values.size() - 1);
}

void Flow::add_operand(ValueId phi, ValueId operand) {
  if (phi != operand) {
    a_.edges.emplace_back(phi, operand);
  }
}

ValueId Flow::read(SymbolId symbol) {
  if (stamp_[symbol] != executor_) {
    stamp_[symbol] = executor_;
    const bool is_own = a_.executor[a_.names.symbols[symbol].scope] == executor_;
    current_[symbol] = add_value(is_own ? ValueKind::Undefined : ValueKind::Outer, symbol);
  }
  return current_[symbol];
}

void Flow::write(SymbolId symbol, ValueId value) {
  log_.push_back({false, symbol, read(symbol)});
  current_[symbol] = value;
}

SymbolId Flow::symbol_of(NodeId id) const {
  const EntryId entry = a_.entry_of_node[id];
  return entry == none ? none : a_.entries[entry].symbol;
}

void Flow::define(NodeId id, const Node* node, std::uint32_t offset, DefinitionKind kind, Place place) {
  const SymbolId symbol = symbol_of(id);
  if (symbol != none) {
    define_symbol(symbol, id, node, offset, kind, place);
  }
}

void Flow::define_symbol(SymbolId symbol, NodeId id, const Node* node, std::uint32_t offset, DefinitionKind kind, Place place) {
  const ValueId value = add_value(ValueKind::Definition, symbol);
  a_.definitions.push_back({id, node, offset, symbol, value, place, kind});
  write(symbol, value);
  made_.emplace_back(symbol, value);
  if (a_.executor[a_.names.symbols[symbol].scope] == executor_ && kind != DefinitionKind::Parameter) {
    definition_clocks_.emplace_back(symbol, ++clock_);
  }
}

/// After `del x` (a statement) or an except clause. A use that sees the value belongs to the web that was ended.
void Flow::unbind(SymbolId symbol, bool is_statement) {
  const ValueId value = add_value(ValueKind::Unbinding, symbol);
  add_operand(value, read(symbol));
  if (is_statement && a_.executor[a_.names.symbols[symbol].scope] == executor_) {
    definition_clocks_.emplace_back(symbol, ++clock_);
  }
  write(symbol, value);
  made_.emplace_back(symbol, value);
}

void Flow::use(NodeId id, std::uint32_t offset, UseKind kind) {
  const SymbolId symbol = symbol_of(id);
  if (symbol == none || a_.names.symbols[symbol].is_type_parameter) {
    return;
  }
  a_.uses.push_back({id, offset, symbol, read(symbol), place_, kind, executor_});
  if (kind != UseKind::Delete) {
    mention(symbol);
  }
  if (a_.names.scopes[a_.names.symbols[symbol].scope].kind == ScopeKind::Class) {
    const EntryId outer = a_.find_entry(a_.module_scope(scope_), a_.entries[a_.entry_of_node[id]].name);
    if (outer != none && a_.entries[outer].symbol != none) {
      a_.fallbacks.emplace(id, read(a_.entries[outer].symbol));
    }
  }
}

// ---- ways ---------------------------------------------------------------------------------------------

Flow::Exit Flow::snapshot(std::size_t mark) {
  Exit exit;
  exit.reachable = reachable_;
  if (!reachable_) {
    return exit;
  }
  ++meeting_;
  for (std::size_t i = mark; i < log_.size(); ++i) {
    const SymbolId symbol = log_[i].what;
    if (!log_[i].is_unit && seen_[symbol] != meeting_) {
      seen_[symbol] = meeting_;
      exit.changes.emplace_back(symbol, current_[symbol]);
    }
  }
  return exit;
}

void Flow::restore(std::size_t mark) {
  while (log_.size() > mark) {
    const LogEntry entry = log_.back();
    log_.pop_back();
    if (entry.is_unit) {
      is_active_[entry.what] = false;
      pend(entry.what);
    } else {
      current_[entry.what] = entry.old;
    }
  }
}

Flow::Exit Flow::leave(std::size_t mark) {
  Exit exit = snapshot(mark);
  restore(mark);
  return exit;
}

void Flow::apply(const Exit& exit) {
  reachable_ = exit.reachable;
  for (const auto& [symbol, value] : exit.changes) {
    write(symbol, value);
  }
}

void Flow::join(const std::vector<Exit>& exits) {
  struct Meeting {
    SymbolId symbol;
    ValueId value;       ///< the first one
    std::uint32_t ways;  ///< that changed it
    bool differs;
  };
  std::vector<Meeting> meetings;
  std::uint32_t ways = 0;
  ++meeting_;
  for (const Exit& exit : exits) {
    if (!exit.reachable) {
      continue;
    }
    ++ways;
    for (const auto& [symbol, value] : exit.changes) {
      if (seen_[symbol] != meeting_) {
        seen_[symbol] = meeting_;
        slot_[symbol] = static_cast<std::uint32_t>(meetings.size());
        meetings.push_back({symbol, value, 1, false});
      } else {
        Meeting& meeting = meetings[slot_[symbol]];
        meeting.differs = meeting.differs || meeting.value != value;
        ++meeting.ways;
      }
    }
  }
  reachable_ = ways > 0;
  for (Meeting& meeting : meetings) {
    if (meeting.differs || (meeting.ways < ways && meeting.value != read(meeting.symbol))) {
      const ValueId phi = add_value(ValueKind::Phi, meeting.symbol);
      if (meeting.ways < ways) {
        add_operand(phi, read(meeting.symbol));
      }
      meeting.value = phi;
      meeting.differs = true;
    }
  }
  for (const Exit& exit : exits) {
    for (const auto& [symbol, value] : exit.changes) {
      if (exit.reachable && meetings[slot_[symbol]].differs) {
        add_operand(meetings[slot_[symbol]].value, value);
      }
    }
  }
  for (const Meeting& meeting : meetings) {
    write(meeting.symbol, meeting.value);
  }
}

Flow::Exit Flow::joined(const std::vector<Exit>& exits, std::size_t mark) {
  if (exits.size() == 1) {
    return exits.front();
  }
  const bool outer = reachable_;
  join(exits);
  Exit exit = leave(mark);
  reachable_ = outer;
  return exit;
}

std::vector<Flow::Change> Flow::open_loop(NodeId loop) {
  std::vector<Change> phis;
  const auto [first, last] = a_.loop_events[loop];
  const auto& events = a_.binding_events[executor_];
  std::unordered_set<SymbolId> known;
  for (std::uint32_t i = first; i < last; ++i) {
    const SymbolId symbol = a_.entries[events[i]].symbol;
    if (symbol != none && known.insert(symbol).second) {
      phis.emplace_back(symbol, none);
    }
  }
  for (auto& [symbol, phi] : phis) {
    phi = add_value(ValueKind::Phi, symbol);
    add_operand(phi, read(symbol));
    write(symbol, phi);
    a_.loop_phis.push_back({phi, place_});
  }
  if (loop_depth_++ == 0) {
    outermost_loop_ = ++clock_;
  }
  return phis;
}

/// Adds what the next iteration sees. Exits are relative to the state before the loop.
void Flow::close_loop(const std::vector<Change>& phis, const std::vector<Exit>& backs) {
  if (--loop_depth_ == 0) {
    outermost_loop_ = none;
  }
  for (std::uint32_t i = 0; i < phis.size(); ++i) {
    slot_[phis[i].first] = i;
  }
  for (const Exit& back : backs) {
    for (const auto& [symbol, value] : back.changes) {
      const std::uint32_t slot = slot_[symbol];
      if (back.reachable && slot < phis.size() && phis[slot].first == symbol) {
        add_operand(phis[slot].second, value);
      }
    }
  }
}

Flow::Exit Flow::exceptional(const Attempt& attempt, std::size_t last, const Exit* normal) {
  Exit exit;
  std::vector<Change> changes(made_.begin() + static_cast<std::ptrdiff_t>(attempt.first), made_.begin() + static_cast<std::ptrdiff_t>(last));
  if (normal != nullptr && normal->reachable) {
    changes.insert(changes.end(), normal->changes.begin(), normal->changes.end());
  }
  ++meeting_;
  for (const auto& [symbol, value] : changes) {
    if (seen_[symbol] != meeting_) {
      seen_[symbol] = meeting_;
      slot_[symbol] = static_cast<std::uint32_t>(exit.changes.size());
      const ValueId phi = add_value(ValueKind::Phi, symbol);
      add_operand(phi, read(symbol));
      exit.changes.emplace_back(symbol, phi);
    }
    add_operand(exit.changes[slot_[symbol]].second, value);
  }
  return exit;
}

}  // namespace krait::names
