#include "program/program.hpp"

#include <cassert>

#include "program/loader.hpp"

namespace krait::program {

const Module* Program::find(std::string_view name) const {
  const auto found = by_name.find(std::string(name));
  return found == by_name.end() ? nullptr : modules[found->second].get();
}

const Module& Program::builtins() const {
  const Module* module = find("builtins");
  assert(module != nullptr);
  return *module;
}

Program load(const std::filesystem::path& entry, const Options& options, source::FileTable& files, source::Diagnostics& diagnostics) {
  return Loader(options, files, diagnostics).load(entry);
}

std::string_view package_of(const Module& module) {
  const std::string_view name = module.name;
  if (module.is_package) {
    return name;
  }
  const auto dot = name.rfind('.');
  return dot == std::string_view::npos ? std::string_view() : name.substr(0, dot);
}

const Module* resolve(const Program& program, const Module& importer, std::string_view dotted, std::uint32_t level) {
  const auto name = absolute_name(importer, dotted, level);
  return name ? program.find(*name) : nullptr;
}

std::string dump(const Program& program) {
  std::string text;
  for (const auto& module : program.modules) {
    text += std::to_string(module->id) + " " + module->name + (module->kind == ModuleKind::User ? " user" : " stub");
    text += module->is_entry ? " entry" : "";
    text += module->is_package ? " package" : "";
    text += module->text != nullptr ? " " + module->text->path().string() : " (no file)";
    for (std::size_t i = 0; i < module->imports.size(); ++i) {
      text += (i == 0 ? " imports " : ", ") + program.modules[module->imports[i]]->name;
    }
    text += "\n";
  }
  text += "order";
  for (const ModuleId id : program.user_order) {
    text += " " + program.modules[id]->name;
  }
  return text + "\n";
}

}  // namespace krait::program
