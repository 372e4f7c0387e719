#include "account.hpp"

namespace account {

void main() {
  const auto account = py::make<Account>("Ada", 100.0);
  py::print(account->withdraw(30.0));
  try {
    account->withdraw(100.0);
  } catch (InsufficientFunds& error) {
    py::print("refused:", py::keep(error));
  }
  py::print(account);
}

void py_main() { main(); }

}  // namespace account
