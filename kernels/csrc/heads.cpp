// Products of every head with matrices of its own, bfloat16: what folds the expansion of latents into queries, and takes
// it out of what was mixed (MLA, absorbed). The weights of a head lie `apart` elements behind those of the one before.
#include "product.h"

namespace moonpane {

// y[row] = sum over i of x[row][i] * w[i], for PARTS vectors of each of ROWS rows.
template <int PARTS, int ROWS>
MOONPANE_INLINE void sum_part(
    const float* x, const uint16_t* w, float* y, int64_t inputs, int64_t outputs, Strides strides) {
    constexpr int64_t ROWS_AHEAD = 16;
    Floats sums[PARTS][ROWS] = {};
    for (int64_t i = 0; i < inputs; ++i) {
        for (int part = 0; part < PARTS; ++part) {
            const uint16_t* weights = w + i * outputs + part * LANES;
            prefetch(weights + ROWS_AHEAD * outputs);
            const Floats values = load_bf16(weights);
            for (int row = 0; row < ROWS; ++row) sums[part][row] += values * x[row * strides.x + i];
        }
    }
    for (int part = 0; part < PARTS; ++part)
        for (int row = 0; row < ROWS; ++row) store(y + row * strides.y + part * LANES, sums[part][row]);
}

template <int ROWS>
MOONPANE_INLINE void sums_of_rows(
    const float* x, const uint16_t* w, float* y, int64_t inputs, int64_t outputs, Strides strides) {
    constexpr int PARTS = ROWS > REGISTERS / 8 ? REGISTERS / 8 : REGISTERS / 4;
    int64_t out = 0;
    for (; out + PARTS * LANES <= outputs; out += PARTS * LANES)
        sum_part<PARTS, ROWS>(x, w + out, y + out, inputs, outputs, strides);
    for (; out + LANES <= outputs; out += LANES) sum_part<1, ROWS>(x, w + out, y + out, inputs, outputs, strides);
    for (; out < outputs; ++out) {
        for (int row = 0; row < ROWS; ++row) {
            float total = 0;
            for (int64_t i = 0; i < inputs; ++i) total += from_bf16(w[i * outputs + out]) * x[row * strides.x + i];
            y[row * strides.y + out] = total;
        }
    }
}

}  // namespace moonpane

// y (rows, heads, outputs) = x (rows, heads, inputs) times w (heads, inputs, outputs), head by head.
MOONPANE_API void moonpane_heads_bf16(
    const float* x, const uint16_t* w, float* y, int64_t rows, int64_t heads, int64_t inputs, int64_t outputs,
    int64_t apart) {
    using namespace moonpane;
    const Strides strides{heads * inputs, heads * outputs};
    for (int64_t head = 0; head < heads; ++head, x += inputs, w += apart, y += outputs)
        for_rows(rows, [=](int64_t row, auto block) {
            sums_of_rows<decltype(block)::value>(
                x + row * strides.x, w, y + row * strides.y, inputs, outputs, strides);
        });
}

// y (rows, heads, outputs) = x (rows, heads, inputs) times w (heads, outputs, inputs) transposed, head by head.
MOONPANE_API void moonpane_heads_transposed_bf16(
    const float* x, const uint16_t* w, float* y, int64_t rows, int64_t heads, int64_t inputs, int64_t outputs,
    int64_t apart) {
    using namespace moonpane;
    const Strides strides{heads * inputs, heads * outputs};
    for (int64_t head = 0; head < heads; ++head, x += inputs, w += apart, y += outputs)
        multiply(x, w, y, rows, outputs, inputs, strides, true);
}
