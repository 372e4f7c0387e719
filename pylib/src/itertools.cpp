#include <py/itertools.hpp>
#include <py/protocol.hpp>

#include <algorithm>

namespace py::itertools::detail {

std::int64_t checked_stop(const slice_bound& stop, bool alone) {
  if (!stop.value()) {
    return -1;
  }
  if (*stop.value() < 0) {
    raise_value_error(alone ? "Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize."
                            : "Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  return *stop.value();
}

std::int64_t checked_start(const slice_bound& start) {
  if (start.value().value_or(0) < 0) {
    raise_value_error("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.");
  }
  return start.value().value_or(0);
}

std::int64_t checked_step(const slice_bound& step) {
  if (step.value().value_or(1) < 1) {
    raise_value_error("Step for islice() must be a positive integer or None.");
  }
  return step.value().value_or(1);
}

std::int64_t checked_length(std::int64_t r) {
  if (r < 0) {
    raise_value_error("r must be non-negative");
  }
  return r;
}

std::int64_t checked_repeat(std::int64_t repeat) {
  if (repeat < 0) {
    raise_value_error("repeat argument cannot be negative");
  }
  return repeat;
}

void raise_negative_tee() { raise_value_error("n must be >= 0"); }

void raise_starred_count(std::int64_t expected, std::int64_t given) {
  raise_type_error("the function takes " + str(expected) + " positional arguments but " + str(given) + " were given");
}

bool advance_product(std::vector<std::int64_t>& indices, const std::vector<std::int64_t>& sizes) {
  for (std::size_t i = indices.size(); i-- > 0;) {
    if (++indices[i] < sizes[i]) {
      return true;
    }
    indices[i] = 0;
  }
  return false;
}

bool advance_permutation(std::vector<std::int64_t>& indices, std::vector<std::int64_t>& cycles) {
  const auto n = static_cast<std::int64_t>(indices.size());
  for (auto i = static_cast<std::int64_t>(cycles.size()); i-- > 0;) {
    const auto place = indices.begin() + i;
    std::int64_t& cycle = cycles[static_cast<std::size_t>(i)];
    if (--cycle == 0) {
      // the element goes to the end: every later one has had its turn here
      std::rotate(place, place + 1, indices.end());
      cycle = n - i;
    } else {
      std::iter_swap(place, indices.end() - cycle);
      return true;
    }
  }
  return false;
}

bool advance_combination(std::vector<std::int64_t>& indices, std::int64_t n) {
  const auto r = static_cast<std::int64_t>(indices.size());
  for (std::int64_t i = r; i-- > 0;) {
    if (indices[static_cast<std::size_t>(i)] != i + n - r) {
      std::int64_t value = indices[static_cast<std::size_t>(i)];
      for (std::int64_t j = i; j < r; ++j) {
        indices[static_cast<std::size_t>(j)] = ++value;
      }
      return true;
    }
  }
  return false;
}

bool advance_combination_with_replacement(std::vector<std::int64_t>& indices, std::int64_t n) {
  for (std::size_t i = indices.size(); i-- > 0;) {
    if (indices[i] != n - 1) {
      std::fill(indices.begin() + static_cast<std::ptrdiff_t>(i), indices.end(), indices[i] + 1);
      return true;
    }
  }
  return false;
}

}  // namespace py::itertools::detail
