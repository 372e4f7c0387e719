#include "driver/commands.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <iostream>

#include "driver/pipeline.hpp"
#include "driver/precompiled.hpp"
#include "driver/process.hpp"
#include "driver/record.hpp"
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

constexpr int internal_error = 70;  // as sysexits.h has it

/// The exit code after errors.
int failure(Pipeline& pipeline) {
  for (const source::Diagnostic& diagnostic : pipeline.diagnostics().all()) {
    if (diagnostic.code == source::Code::K0503) {
      return internal_error;
    }
  }
  return 2;
}

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
  return report(pipeline) ? failure(pipeline) : 0;
}

/// What is known of a program so far; written at the start of the terminal's line, or nowhere.
void show_progress(const std::string& text) {
  static const bool terminal = isatty(STDERR_FILENO) != 0;
  if (terminal) {
    std::cerr << "\r\x1b[K" << text << std::flush;
  }
}

std::string rendered(Pipeline& pipeline, bool colour) {
  std::string text;
  for (const source::Diagnostic& diagnostic : pipeline.diagnostics().all()) {
    text += source::render_text(diagnostic, pipeline.files(), colour);
  }
  return text;
}

/// The program's executable: that of the last time if nothing has changed, else a new one.
std::optional<std::filesystem::path> built(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const std::string key = record_key(installation, options.file, options.optimisation);
  if (const auto record = find_record(key)) {
    std::cerr << (isatty(STDERR_FILENO) != 0 ? record->warnings_colour : record->warnings);
    return record->program;
  }
  show_progress("analysing");
  const auto files = pipeline.emit();
  std::optional<std::filesystem::path> program;
  if (!files.empty()) {
    const BuildOptions build{.optimisation = options.optimisation, .links_asyncio = pipeline.uses_asyncio(), .progress = show_progress};
    program = build_cached(files, installation, build, pipeline.diagnostics());
  }
  show_progress("");
  if (!report(pipeline) && program) {
    keep_record(key, pipeline.inputs(), {.program = *program, .warnings = rendered(pipeline, false), .warnings_colour = rendered(pipeline, true)});
  }
  return program;
}

int build(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const auto program = built(pipeline, options, installation);
  if (program) {
    const std::filesystem::path target = options.output.empty() ? std::filesystem::path(options.file).stem() : std::filesystem::path(options.output);
    std::error_code error;
    std::filesystem::copy_file(*program, target, std::filesystem::copy_options::overwrite_existing, error);
    if (error) {
      std::cerr << "krait: error[K0502]: cannot write `" << target.string() << "`: " << error.message() << "\n  help: choose another place with `-o`\n";
      return 2;
    }
  }
  return program ? 0 : failure(pipeline);
}

int run(Pipeline& pipeline, const Options& options, const Installation& installation) {
  const auto program = built(pipeline, options, installation);
  if (!program) {
    return failure(pipeline);
  }
  execute(*program, options.arguments);
  std::perror("krait");
  return internal_error;
}

/// Makes the precompiled headers for the optimisations that people use.
int prepare(const Installation& installation) {
  const Compiler compiler = find_compiler();
  for (const char* optimisation : {"2", "0"}) {
    show_progress("precompiling pylib's headers at -O" + std::string(optimisation));
    const Prepared prepared = prepare_precompiled(installation, compiler, compile_flags(optimisation));
    show_progress("");
    if (!prepared.good) {
      std::cerr << "krait: `" << compiler.name() << "` cannot precompile pylib's headers:\n" << prepared.output;
      return internal_error;
    }
    std::cout << prepared.folder.string() << "\n";
  }
  return 0;
}

}  // namespace

int run_command_line(int argc, char** argv) {
  Options options;
  CLI::App app{"krait: Python to readable, exact, fast C++20"};
  app.name("krait");
  bool prepares = false;
  app.add_flag("--prepare", prepares, "precompile pylib's headers for the C++ compiler, which makes every build faster");
  app.require_subcommand(0, 1);
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
  if (prepares) {
    return prepare(installation);
  }
  if (app.get_subcommands().empty()) {
    std::cerr << app.help();
    return 2;
  }
  Pipeline pipeline(installation, options.file);
  if (!options.dump.empty()) {
    std::cout << pipeline.dump(options.dump).value_or("");
    return report(pipeline) ? failure(pipeline) : 0;
  }
  if (*check_command) {
    pipeline.analyse();
    return report(pipeline) ? failure(pipeline) : 0;
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
