#include "bank_account.hpp"

namespace bank_account {

bool transfer(const py::ref<Account>& source, const py::ref<Account>& target, std::int64_t amount) {
  try {
    source->withdraw(amount);
  } catch (InsufficientFunds& error) {
    py::print("refused:", py::keep(error));
    return false;
  }
  target->deposit(amount);
  return true;
}

void py_main() {
  const auto ada = py::make<Account>("Ada", 100);
  const auto bo = py::make<Account>("Bo");
  py::print(transfer(ada, bo, 30));
  py::print(transfer(bo, ada, 50));
  for (const py::ref<Account>& account : {ada, bo}) {
    py::print(py::format(
        "{:<5}{:>5}  {}", account->owner, account->balance, py::str(", ").join(account->history)));
  }
}

}  // namespace bank_account
