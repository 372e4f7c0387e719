// random.Random as dynamic code sees it.
#include "containers_internal.hpp"

#include <py/random.hpp>

namespace py::random::detail {

namespace {

/// A sequence of any kind, by index.
vector<object> sequence(const object& xs) {
  vector<object> result;
  const std::int64_t size = py::len(xs);
  for (std::int64_t i = 0; i < size; ++i) {
    result.append(xs.py_getitem(object(i)));
  }
  return result;
}

object choices_of(generator_block& self, const object& population, const object& weights, const object& cumulative, std::int64_t k) {
  const vector<object> items = sequence(population);
  if (!cumulative.is_none()) {
    if (!weights.is_none()) {
      raise_type_error("Cannot specify both weights and cumulative weights");
    }
    return object(list<object>(choices(self.source, items, None, py::cum_weights = cumulative, py::k = k)));
  }
  return object(list<object>(weights.is_none() ? choices(self.source, items, None, py::k = k) : choices(self.source, items, weights, py::k = k)));
}

object range_of(generator_block& self, const object& start, const object& stop, const object& step) {
  const Int first = math::integer(start);
  if (stop.is_none()) {
    if (first <= 0) {
      raise_empty_range();
    }
    return object(self.source.below(first));
  }
  return object(draw_stepped_range(self.source, first, math::integer(stop), math::integer(step)));
}

}  // namespace

const type& generator_block::py_class() {
  static const type& type =
      class_<generator_block>("Random")
          .in_module("random")
          .init_with(
              [](const object& seed) {
                ref<generator_block> made = make<generator_block>();
                made->source.seed(seed);
                return made;
              },
              arg("x") = None)
          .method("random", [](generator_block& self) { return self.source.random(); })
          .method(
              "seed", [](generator_block& self, const object& value) { self.source.seed(value); }, arg("a") = None)
          .method(
              "uniform", [](generator_block& self, double a, double b) { return a + (b - a) * self.source.random(); }, arg("a"), arg("b"))
          .method(
              "randint", [](generator_block& self, const Int& a, const Int& b) { return draw_int(self.source, a, b); }, arg("a"), arg("b"))
          .method("randrange", &range_of, arg("start"), arg("stop") = None, arg("step") = 1)
          .method("getrandbits", [](generator_block& self, const Int& k) { return self.source.getrandbits(k); })
          .method(
              "choice", [](generator_block& self, const object& xs) { return choose(self.source, xs); }, arg("seq"))
          .method("choices", &choices_of, arg("population"), arg("weights") = None, kw_only(), arg("cum_weights") = None, arg("k") = 1)
          .method(
              "shuffle", [](generator_block& self, const object& xs) { shuffle(self.source, xs); }, arg("x"))
          .method(
              "sample", [](generator_block& self, const object& population, std::int64_t k) { return list<object>(sample_plain(self.source, sequence(population), k)); },
              arg("population"), arg("k"))
          .method(
              "gauss", [](generator_block& self, double mu, double sigma) { return self.source.gauss(mu, sigma); }, arg("mu") = 0.0, arg("sigma") = 1.0)
          .method(
              "normalvariate", [](generator_block& self, double mu, double sigma) { return self.source.normalvariate(mu, sigma); }, arg("mu") = 0.0, arg("sigma") = 1.0)
          .method(
              "expovariate", [](generator_block& self, double rate) { return self.source.expovariate(rate); }, arg("lambd"))
          .method("getstate", [](generator_block& self) { return self.source.getstate(); })
          .method("setstate", [](generator_block& self, const object& state) { self.source.setstate(state); });
  return type;
}

}  // namespace py::random::detail
