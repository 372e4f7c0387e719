#include <set>
#include <string>

#include "effects/effects.hpp"

namespace krait::effects {

std::string dump(const EffectFacts& effects, const types::Facts& facts) {
  std::string text;
  for (const types::FunctionInfo& function : facts.functions) {
    if (function.is_stub) {
      continue;
    }
    const Effects& e = effects.functions[function.id];
    text += (function.owner != types::none ? facts.classes[function.owner].name + "." : "") + function.name + ":";
    const auto list = [&](const char* label, const NameSet& names) {
      std::set<std::string> items;
      for (const Key key : names) {
        items.insert(key.text());
      }
      if (!items.empty()) {
        text += std::string(" ") + label;
        for (const std::string& item : items) {
          text += " [" + item + "]";
        }
      }
    };
    list("reads", e.reads);
    list("writes", e.writes);
    list("shortens", e.shortens);
    list("raises", e.raised);
    text += std::string(e.io ? " io" : "") + (e.anything ? " anything" : "") + (effects.recursive[function.id] ? " recursive" : "") + "\n";
  }
  return text;
}

}  // namespace krait::effects
