/// A small shop: what it sells and what was ordered.
#pragma once
