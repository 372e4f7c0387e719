/// A bank account, and somebody who uses it.
#pragma once

#include <py/builtins.hpp>

namespace account {

class InsufficientFunds : public virtual py::Exception {
 public:
  using py::Exception::Exception;
};

/// Money of one owner.
class Account : public py::Object {
 public:
  explicit Account(py::str owner, double balance = 0.0)
      : owner(std::move(owner)), balance(balance) {}

  double withdraw(double amount) {
    if (amount > balance) {
      throw InsufficientFunds(py::format("{} needs {:.2f} more", owner, amount - balance));
    }
    balance -= amount;
    return balance;
  }

  [[nodiscard]] py::str py_str() const override { return py::format("{}: {:.2f}", owner, balance); }

  py::str owner;
  double balance;
};

/// Runs the module's body.
void py_main();

}  // namespace account
