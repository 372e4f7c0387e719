/// A bank account that cannot be overdrawn, and what happens when somebody tries.
#pragma once

#include <py/builtins.hpp>

namespace bank_account {

class InsufficientFunds : public virtual py::Exception {
 public:
  InsufficientFunds(const py::str& owner, std::int64_t missing) : missing(missing) {
    set_args(py::format("{} lacks {}", owner, missing));
  }

  std::int64_t missing;
};

/// An account that cannot be overdrawn.
class Account : public py::Object {
 public:
  explicit Account(py::str owner, std::int64_t balance = 0)
      : owner(std::move(owner)), balance(balance) {}

  void deposit(std::int64_t amount) {
    if (amount <= 0) {
      throw py::ValueError("a deposit must be positive");
    }
    balance += amount;
    history.append(py::format("+{}", amount));
  }

  void withdraw(std::int64_t amount) {
    if (amount > balance) {
      throw InsufficientFunds(owner, amount - balance);
    }
    balance -= amount;
    history.append(py::format("-{}", amount));
  }

  py::str owner;
  std::int64_t balance;
  py::vector<py::str> history;
};

/// Runs the module's body.
void py_main();

}  // namespace bank_account
