/// Binding the arguments of a call to the parameters of a known function, with the errors that CPython gives.
#include <algorithm>

#include "types/facts.hpp"

namespace krait::types {

using syntax::as;

namespace {

bool is_positional(const ParameterInfo& parameter) { return parameter.kind == ParameterKind::Ordinary || parameter.kind == ParameterKind::PositionalOnly; }

std::string quoted_list(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == names.size() ? (names.size() > 2 ? ", and " : " and ") : ", ") + ("'" + names[i] + "'");
  }
  return text;
}

std::string count_error(const FunctionInfo& function, std::size_t skip, std::size_t given) {
  std::size_t most = 0;
  std::size_t least = 0;
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    const ParameterInfo& parameter = function.parameters[i];
    if (is_positional(parameter)) {
      ++most;
      least += parameter.has_default ? 0 : 1;
    }
  }
  const std::string wanted = least == most ? std::to_string(most) : "from " + std::to_string(least) + " to " + std::to_string(most);
  return "takes " + wanted + " positional argument" + (most == 1 ? "" : "s") + " but " + std::to_string(given + skip) + (given + skip == 1 ? " was" : " were") + " given";
}

bool is_positional_only(const FunctionInfo& function, const std::string& name) {
  return std::any_of(function.parameters.begin(), function.parameters.end(),
                     [&](const ParameterInfo& one) { return one.kind == ParameterKind::PositionalOnly && one.name == name; });
}

class Binder {
 public:
  Binder(const FunctionInfo& function, std::size_t skip, const syntax::Call& call)
      : function_(function), skip_(skip), count_(function.parameters.size() - std::min(skip, function.parameters.size())), call_(call) {
    binding_.parameters.resize(count_);
  }

  Binding run() {
    for (const syntax::Expr* argument : call_.arguments) {
      bind_positional(*argument);
    }
    for (const syntax::Keyword& keyword : call_.keywords) {
      bind_keyword(keyword);
    }
    if (!by_position_.empty()) {
      fail("got some positional-only arguments passed as keyword arguments: '" + by_position_ + "'");
    }
    report_missing();
    return std::move(binding_);
  }

 private:
  [[nodiscard]] const ParameterInfo& parameter(std::size_t i) const { return function_.parameters[i + skip_]; }

  /// Only the first error counts.
  void fail(const std::string& text) {
    if (binding_.ok) {
      binding_.ok = false;
      binding_.error = function_.name + "() " + text;
    }
  }

  void bind_positional(const syntax::Expr& argument) {
    const auto* spread = as<syntax::Starred>(&argument);
    has_spread_ = has_spread_ || spread != nullptr;
    while (next_ < count_ && is_positional(parameter(next_)) && !binding_.parameters[next_].empty()) {
      ++next_;
    }
    if (next_ < count_ && parameter(next_).kind != ParameterKind::KeywordOnly && parameter(next_).kind != ParameterKind::VarKeywords) {
      binding_.parameters[next_].push_back({spread != nullptr ? spread->value : &argument, spread != nullptr});
    } else {
      fail(count_error(function_, skip_, call_.arguments.size()));
    }
  }

  /// The parameter that takes a keyword: the one of that name, else `**rest`, else `count_`.
  [[nodiscard]] std::size_t parameter_named(const std::string& name) const {
    std::size_t target = count_;
    for (std::size_t i = 0; i < count_; ++i) {
      const bool by_name = parameter(i).kind == ParameterKind::Ordinary || parameter(i).kind == ParameterKind::KeywordOnly;
      if (by_name && parameter(i).name == name) {
        return i;
      }
      if (parameter(i).kind == ParameterKind::VarKeywords) {
        target = i;
      }
    }
    return target;
  }

  void bind_keyword(const syntax::Keyword& keyword) {
    const bool is_spread = keyword.name.empty();
    has_spread_ = has_spread_ || is_spread;
    const std::size_t target = parameter_named(keyword.name);
    if (target == count_) {
      if (is_positional_only(function_, keyword.name)) {
        by_position_ += (by_position_.empty() ? "" : ", ") + keyword.name;
      } else if (!is_spread) {
        fail("got an unexpected keyword argument '" + keyword.name + "'");
      }
      return;
    }
    if (parameter(target).kind == ParameterKind::VarKeywords) {
      binding_.keyword_names.push_back(keyword.name);
    } else if (!binding_.parameters[target].empty()) {
      fail("got multiple values for argument '" + keyword.name + "'");
      return;
    }
    binding_.parameters[target].push_back({keyword.value, is_spread});
  }

  void report_missing() {
    std::vector<std::string> positional;
    std::vector<std::string> keyword_only;
    for (std::size_t i = 0; i < count_; ++i) {
      const ParameterInfo& one = parameter(i);
      if (!binding_.parameters[i].empty() || one.has_default || has_spread_) {
        continue;
      }
      if (one.kind == ParameterKind::KeywordOnly) {
        keyword_only.push_back(one.name);
      } else if (is_positional(one)) {
        positional.push_back(one.name);
      }
    }
    report_missing(positional, "positional");
    report_missing(keyword_only, "keyword-only");
  }

  void report_missing(const std::vector<std::string>& names, const char* kind) {
    if (!names.empty()) {
      fail("missing " + std::to_string(names.size()) + " required " + kind + " argument" + (names.size() == 1 ? "" : "s") + ": " + quoted_list(names));
    }
  }

  const FunctionInfo& function_;
  std::size_t skip_;
  std::size_t count_;  ///< of parameters, without a bound self
  const syntax::Call& call_;
  Binding binding_;
  std::size_t next_ = 0;     ///< the parameter that the next positional argument goes to
  bool has_spread_ = false;  ///< `*x` or `**x`, which may give any of them
  std::string by_position_;  ///< keywords that name positional-only parameters
};

}  // namespace

Binding bind(const FunctionInfo& function, std::size_t skip, const syntax::Call& call) { return Binder(function, skip, call).run(); }

}  // namespace krait::types
