#include "driver/commands.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "driver/pipeline.hpp"
#include "driver/toolchain.hpp"

namespace krait::driver {

namespace {

struct Options {
  std::string file;
  std::string output;
  std::string dump;
  std::string optimisation = "2";
  std::vector<std::string> arguments;
};

/// Prints what was found; whether there are errors.
bool report(Pipeline& pipeline) {
  pipeline.diagnostics().sort();
  const bool colour = isatty(STDERR_FILENO) != 0;
  for (const source::Diagnostic& diagnostic : pipeline.diagnostics().all()) {
    std::cerr << source::render_text(diagnostic, pipeline.files(), colour);
  }
  return pipeline.diagnostics().has_errors();
}

int emit(Pipeline& pipeline, const Options& options) {
  const auto files = pipeline.emit();
  if (!files.empty() && options.output == "-") {
    for (const project::OutputFile& file : files) {
      if (file.path.filename() != "CMakeLists.txt" && file.path.filename() != "main.cpp") {
        std::cout << "// ---- " << file.path.string() << "\n" << file.text << "\n";
      }
    }
  } else if (!files.empty()) {
    project::write(files, options.output, pipeline.diagnostics());
  }
  return report(pipeline) ? 1 : 0;
}

std::optional<std::filesystem::path> built(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const auto files = pipeline.emit();
  if (files.empty()) {
    return std::nullopt;
  }
  BuildOptions build;
  if (const char* compiler = std::getenv("CXX"); compiler != nullptr && *compiler != '\0') {
    build.compiler = compiler;
  }
  build.flags = {"-O" + options.optimisation};
  build.links_asyncio = pipeline.uses_asyncio();
  return build_cached(files, installation, build, pipeline.diagnostics());
}

int build(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const auto program = built(pipeline, options, installation);
  if (program) {
    const std::filesystem::path target = options.output.empty() ? std::filesystem::path(options.file).stem() : std::filesystem::path(options.output);
    std::error_code error;
    std::filesystem::copy_file(*program, target, std::filesystem::copy_options::overwrite_existing, error);
    if (error) {
      pipeline.diagnostics().report(source::Code::K0502, {}, "cannot write `" + target.string() + "`: " + error.message(), "choose another place with `-o`");
    }
  }
  return report(pipeline) ? 1 : 0;
}

int run(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const auto program = built(pipeline, options, installation);
  if (report(pipeline) || !program) {
    return 1;
  }
  execute(*program, options.arguments);
  std::perror("krait");
  return 1;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"krait: Python to readable, exact, fast C++20"};
  app.name("krait");
  app.require_subcommand(1);
  const auto add_file = [&](CLI::App* command) {
    command->add_option("file", options.file, "the Python file to start from")->required();
    command->add_option("--dump", options.dump, "print what a phase found out, and stop")->check(CLI::IsMember(Pipeline::phases()));
  };
  CLI::App* emit_command = app.add_subcommand("emit", "write the C++ program");
  add_file(emit_command);
  options.output = "";
  emit_command->add_option("-o,--output", options.output, "output folder, or `-` for the terminal");
  CLI::App* check_command = app.add_subcommand("check", "look for errors only");
  add_file(check_command);
  CLI::App* build_command = app.add_subcommand("build", "make an executable");
  add_file(build_command);
  build_command->add_option("-o,--output", options.output, "the executable's name");
  CLI::App* run_command = app.add_subcommand("run", "translate, compile and run");
  add_file(run_command);
  run_command->prefix_command();  // whatever follows the file is the program's
  for (CLI::App* command : {build_command, run_command}) {
    command->add_option("-O", options.optimisation, "optimisation: 0, 1, 2, 3, s or g")->check(CLI::IsMember({"0", "1", "2", "3", "s", "g"}));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int code = app.exit(error);
    return code == 0 ? 0 : 2;
  }
  const Installation installation = find_installation();
  Pipeline pipeline(installation, options.file);
  if (!options.dump.empty()) {
    std::cout << pipeline.dump(options.dump).value_or("");
    return report(pipeline) ? 1 : 0;
  }
  if (*check_command) {
    pipeline.analyse();
    return report(pipeline) ? 1 : 0;
  }
  if (*emit_command) {
    options.output = options.output.empty() ? std::filesystem::path(options.file).stem().string() + "_cpp" : options.output;
    return emit(pipeline, options);
  }
  if (*build_command) {
    return build(pipeline, options, installation);
  }
  options.arguments = run_command->remaining();
  return run(pipeline, options, installation);
}

}  // namespace krait::driver
