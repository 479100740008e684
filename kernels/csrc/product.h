// Few rows times many weights, both row by row: tiles of outputs and rows whose sums stay in registers.
#pragma once

#include <type_traits>

#include "simd.h"

namespace moonpane {

constexpr int TILE_OUTPUTS = REGISTERS / 8, TILE_ROWS = 6;
// How far ahead of their use weights are called from memory. Left to itself the processor brings them at a third of
// the pace: every output is a stream of its own to it, and ends before it has been recognised.
constexpr int64_t AHEAD_BYTES = 8192;

MOONPANE_INLINE void prefetch(const void* from) { __builtin_prefetch(from, 0, 2); }

MOONPANE_INLINE Floats load_weights(const float* from) { return load(from); }
MOONPANE_INLINE Floats load_weights(const uint16_t* from) { return load_bf16(from); }
MOONPANE_INLINE float weight(const float* from) { return *from; }
MOONPANE_INLINE float weight(const uint16_t* from) { return from_bf16(*from); }

// Rows of x and of y are `x_stride` and `y_stride` apart.
struct Strides {
    int64_t x, y;
};

template <int OUTPUTS, int ROWS, typename Weight>
MOONPANE_INLINE void tile(
    const float* x, const Weight* w, float* y, int64_t inputs, Strides strides, bool is_ahead) {
    constexpr int WHOLE = OUTPUTS * ROWS / LANES * LANES, REST = OUTPUTS * ROWS - WHOLE;
    constexpr int64_t LINE = 64 / sizeof(Weight);
    Floats sums[OUTPUTS * ROWS] = {};
    int64_t i = 0;
    for (; i + LANES <= inputs; i += LANES) {
        if (is_ahead && i % LINE == 0)
            for (int out = 0; out < OUTPUTS; ++out)
                prefetch(reinterpret_cast<const char*>(w + out * inputs + i) + AHEAD_BYTES);
        Floats weights[OUTPUTS];
        for (int out = 0; out < OUTPUTS; ++out) weights[out] = load_weights(w + out * inputs + i);
        for (int row = 0; row < ROWS; ++row) {
            const Floats values = load(x + row * strides.x + i);
            for (int out = 0; out < OUTPUTS; ++out) sums[row * OUTPUTS + out] += weights[out] * values;
        }
    }
    float totals[WHOLE + LANES];
    for (int j = 0; j < WHOLE; j += LANES) store(totals + j, sums_of<LANES>(sums + j));
    if constexpr (REST > 0) store(totals + WHOLE, sums_of<REST>(sums + WHOLE));
    for (; i < inputs; ++i)
        for (int row = 0; row < ROWS; ++row)
            for (int out = 0; out < OUTPUTS; ++out)
                totals[row * OUTPUTS + out] += weight(w + out * inputs + i) * x[row * strides.x + i];
    for (int row = 0; row < ROWS; ++row)
        memcpy(y + row * strides.y, totals + row * OUTPUTS, sizeof(float) * OUTPUTS);
}

template <int ROWS, typename Weight>
MOONPANE_INLINE void rows_of_tiles(
    const float* x, const Weight* w, float* y, int64_t count, int64_t inputs, Strides strides, bool is_ahead) {
    int64_t out = 0;
    for (; out + TILE_OUTPUTS <= count; out += TILE_OUTPUTS)
        tile<TILE_OUTPUTS, ROWS>(x, w + out * inputs, y + out, inputs, strides, is_ahead);
    for (; out < count; ++out) tile<1, ROWS>(x, w + out * inputs, y + out, inputs, strides, is_ahead);
}

// work(row, ROWS) for blocks of TILE_ROWS rows, and for what is left at the end, with ROWS known to the compiler.
template <int ROWS, typename Work>
MOONPANE_INLINE void last_rows(int64_t rows, int64_t row, Work work) {
    if constexpr (ROWS > 0) {
        if (rows == ROWS)
            work(row, std::integral_constant<int, ROWS>{});
        else
            last_rows<ROWS - 1>(rows, row, work);
    }
}

template <typename Work>
MOONPANE_INLINE void for_rows(int64_t rows, Work work) {
    int64_t row = 0;
    for (; row + TILE_ROWS <= rows; row += TILE_ROWS) work(row, std::integral_constant<int, TILE_ROWS>{});
    last_rows<TILE_ROWS - 1>(rows - row, row, work);
}

// y (rows, count) = x (rows, inputs) times w (count, inputs) transposed. `is_from_memory`: what follows w is wanted next.
template <typename Weight>
MOONPANE_INLINE void multiply(
    const float* x, const Weight* w, float* y, int64_t rows, int64_t count, int64_t inputs, Strides strides,
    bool is_from_memory) {
    for_rows(rows, [=](int64_t row, auto block) {
        rows_of_tiles<decltype(block)::value>(
            x + row * strides.x, w, y + row * strides.y, count, inputs, strides, is_from_memory && row == 0);
    });
}

}  // namespace moonpane
