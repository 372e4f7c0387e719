/// The order in which modules run, and which of them import each other.
#include <algorithm>

#include "program/loader.hpp"

namespace krait::program {
namespace {

/// Tarjan's algorithm; depth is that of the import graph, so it keeps its own stack.
class Ordering {
 public:
  explicit Ordering(Program& program) : program_(program), states_(program.modules.size()) {}

  void run() {
    for (const auto& module : program_.modules) {
      if (!states_[module->id].seen) {
        visit(module->id);
      }
    }
  }

 private:
  struct State {
    std::uint32_t number = 0;
    std::uint32_t low = 0;
    bool seen = false;
    bool open = false;
  };
  struct Frame {
    ModuleId module;
    std::size_t next = 0;
  };

  void enter(ModuleId id) {
    states_[id] = {counter_, counter_, true, true};
    ++counter_;
    component_.push_back(id);
    frames_.push_back({id});
  }

  void visit(ModuleId root) {
    enter(root);
    while (!frames_.empty()) {
      Frame& frame = frames_.back();
      const ModuleId id = frame.module;
      const auto& imports = program_.modules[id]->imports;
      if (frame.next == imports.size()) {
        leave(id);
        continue;
      }
      const ModuleId target = imports[frame.next++];
      if (!states_[target].seen) {
        enter(target);
      } else if (states_[target].open) {
        states_[id].low = std::min(states_[id].low, states_[target].number);
      }
    }
  }

  void leave(ModuleId id) {
    frames_.pop_back();
    if (!frames_.empty()) {
      State& parent = states_[frames_.back().module];
      parent.low = std::min(parent.low, states_[id].low);
    }
    if (program_.modules[id]->kind == ModuleKind::User) {
      program_.user_order.push_back(id);
    }
    if (states_[id].low == states_[id].number) {
      close(id);
    }
  }

  void close(ModuleId root) {
    ModuleId member = 0;
    do {
      member = component_.back();
      component_.pop_back();
      states_[member].open = false;
      program_.modules[member]->component = components_;
    } while (member != root);
    ++components_;
  }

  Program& program_;
  std::vector<State> states_;
  std::vector<Frame> frames_;
  std::vector<ModuleId> component_;
  std::uint32_t counter_ = 0;
  std::uint32_t components_ = 0;
};

}  // namespace

void order_modules(Program& program) { Ordering(program).run(); }

}  // namespace krait::program
