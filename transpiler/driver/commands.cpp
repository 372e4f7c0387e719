#include "driver/commands.hpp"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>
#include <iostream>
#include <optional>
#include <string_view>

#include "driver/pipeline.hpp"
#include "driver/precompiled.hpp"
#include "driver/process.hpp"
#include "driver/record.hpp"
#include "driver/toolchain.hpp"
#include "program/kept_stubs.hpp"
#include "report/summary.hpp"

namespace krait::driver {

namespace {

struct Options {
  std::string file;
  std::vector<std::string> files;  ///< of `check`, which takes several
  bool summary = false;
  std::string output;
  std::string dump;
  std::string optimisation = "2";
  std::vector<std::string> arguments;
};

constexpr int usage_error = 2;
constexpr int internal_error = 70;  // as sysexits.h has it
constexpr const char* how_to_report = "\n  help: this is a bug of krait: please report it with the Python file, the command and these lines\n";

/// The exit code after errors.
int failure(Pipeline& pipeline) {
  for (const source::Diagnostic& diagnostic : pipeline.diagnostics().all()) {
    if (diagnostic.code == source::Code::K0503) {
      return internal_error;
    }
  }
  return usage_error;
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
      return usage_error;
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

/// How many declarations the program's C++ has, and how many of them are dynamic.
void print_summary(const std::vector<project::OutputFile>& files, const std::string& program) {
  report::Summary whole;
  for (const project::OutputFile& file : files) {
    if (file.path.extension() != ".txt" && file.path != "main.cpp") {
      const report::Summary part = report::summarise(file.text);
      whole.declarations += part.declarations;
      whole.dynamic += part.dynamic;
    }
  }
  std::cout << program << ": " << whole.declarations << " declarations, " << whole.dynamic << " dynamic\n";
}

/// Each of the programs; the exit code of the first that has errors.
int check(const Options& options, const Installation& installation) {
  int code = 0;
  std::optional<program::KeptStubs> kept;
  if (options.files.size() > 1) {
    kept = program::keep_stubs(installation.stubs());
  }
  for (const std::string& file : options.files) {
    Pipeline pipeline(installation, file, kept ? &*kept : nullptr);
    if (!options.dump.empty()) {
      std::cout << pipeline.dump(options.dump).value_or("");
    } else if (const auto files = pipeline.emit(); options.summary && !files.empty()) {  // some refusals are found by translating
      print_summary(files, file);
    }
    const bool failed = report(pipeline);
    code = failed && code == 0 ? failure(pipeline) : code;
  }
  return code;
}

/// Makes the precompiled headers for the optimisations that people use.
int prepare(const Installation& installation) {
  const Compiler compiler = find_compiler();
  for (const char* optimisation : {"2", "0"}) {
    show_progress("precompiling pylib's headers at -O" + std::string(optimisation));
    const Prepared prepared = prepare_precompiled(installation, compiler, compile_flags(compiler, optimisation));
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

namespace {

/// The commands and their options, with help that shows how they are used.
struct CommandLine {
  explicit CommandLine(Options& options) : app("krait: Python to readable, exact, fast C++20") {
    app.name("krait");
    app.footer(
        "Start with `krait run FILE.py`. `krait COMMAND --help` tells more about a command.\n"
        "Exit codes: 0 success; 2 errors in the program, or wrong usage; 70 an error in krait itself. `run` ends with the program's own code.");
    app.add_flag("--prepare", prepares, "precompile the runtime library's headers for your C++ compiler: every build gets faster");
    app.require_subcommand(0, 1);
    run = add(options, "run", "translate, compile and run a program",
              "Everything after FILE.py is passed to the program:\n  krait run -O0 count.py book.txt --top 10\n"
              "The executable is kept in the cache ($XDG_CACHE_HOME/krait); an unchanged program starts at once. The compiler is g++, or what CXX names.");
    build = add(options, "build", "make an executable", "  krait build count.py              makes ./count\n  krait build -O3 count.py -o /tmp/c");
    build->add_option("-o,--output", options.output, "the executable's name");
    emit = add(options, "emit", "write the C++ program",
               "  krait emit count.py -o count_cpp  a folder that builds with CMake\n  krait emit count.py -o -          to the terminal\n"
               "A folder that was changed by hand is never overwritten.");
    emit->add_option("-o,--output", options.output, "output folder, or `-` for the terminal; FILE_cpp if not given");
    check = app.add_subcommand("check", "look for errors only");
    check->footer(
        "Prints diagnostics, each with a code, the place and a remedy; writes nothing.\n"
        "  krait check --summary *.py        how many declarations the C++ has, and how many of them are dynamic:\n"
        "                                    of a type that mentions py::object, py::Number or std::variant");
    check->add_option("FILE", options.files, "the Python files to start from; their imports are followed")->required();
    check->add_flag("--summary", options.summary, "count the declarations of each program's C++, and the dynamic ones among them");
    add_dump(options, check);
    for (CLI::App* command : {build, run}) {
      command->add_option("-O", options.optimisation, "optimisation: 0, 1, 2, 3, s or g; 2 if not given")->check(CLI::IsMember({"0", "1", "2", "3", "s", "g"}));
    }
  }

  CLI::App* add(Options& options, const char* name, const char* what, const char* examples) {
    CLI::App* command = app.add_subcommand(name, what);
    command->footer(examples);
    command->add_option("FILE", options.file, "the Python file to start from; its imports are followed")->required();
    add_dump(options, command);
    return command;
  }

  static void add_dump(Options& options, CLI::App* command) {
    command->add_option("--dump", options.dump, "print what a phase found out, and stop")->check(CLI::IsMember(Pipeline::phases()));
  }

  CLI::App app;
  CLI::App* run = nullptr;
  CLI::App* build = nullptr;
  CLI::App* emit = nullptr;
  CLI::App* check = nullptr;
  bool prepares = false;
};

int run_command(CommandLine& line, Options& options) {
  const Installation installation = find_installation();
  if (line.prepares) {
    return prepare(installation);
  }
  if (line.app.get_subcommands().empty()) {
    std::cerr << line.app.help();
    return usage_error;
  }
  if (*line.check) {
    return check(options, installation);
  }
  // Never taken down: freeing what a large program's facts hold would take a good part of a second, and the process ends anyway.
  static Pipeline& pipeline = *new Pipeline(installation, options.file);
  if (!options.dump.empty()) {
    std::cout << pipeline.dump(options.dump).value_or("");
    return report(pipeline) ? failure(pipeline) : 0;
  }
  if (*line.emit) {
    options.output = options.output.empty() ? std::filesystem::path(options.file).stem().string() + "_cpp" : options.output;
    return emit(pipeline, options);
  }
  if (*line.build) {
    return build(pipeline, options, installation);
  }
  return run(pipeline, options, installation);
}

}  // namespace

/// How many of the words are krait's: under `run`, those up to the Python file; all else is the program's.
static int own_words(int argc, char** argv) {
  if (argc < 2 || std::string_view(argv[1]) != "run") {
    return argc;
  }
  for (int i = 2; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "-O" || word == "--dump") {
      ++i;  // its value
    } else if (!word.starts_with("-")) {
      return i + 1;
    }
  }
  return argc;
}

int run_command_line(int argc, char** argv) {
  Options options;
  const int own = own_words(argc, argv);
  options.arguments.assign(argv + own, argv + argc);
  CommandLine line(options);
  try {
    line.app.parse(own, argv);
  } catch (const CLI::ParseError& error) {
    return line.app.exit(error) == 0 ? 0 : usage_error;
  }
  try {
    return run_command(line, options);
  } catch (const std::exception& error) {
    std::cerr << "krait: internal error: " << error.what() << how_to_report;
    return internal_error;
  }
}

}  // namespace krait::driver
