// y (rows, outputs) = x (rows, inputs) times w (outputs, inputs) transposed; x and y float32, w bfloat16.
// For few rows: the weights are read once, as they lie in the checkpoint, which is half the memory of float32.
#include "simd.h"

namespace moonpane {

template <int OUTPUTS, int ROWS>
MOONPANE_INLINE void block(const float* x, const uint16_t* w, float* y, int64_t inputs, int64_t outputs) {
    Floats sums[OUTPUTS][ROWS] = {};
    int64_t i = 0;
    for (; i + LANES <= inputs; i += LANES) {
        Floats values[ROWS];
        for (int row = 0; row < ROWS; ++row) values[row] = load(x + row * inputs + i);
        for (int out = 0; out < OUTPUTS; ++out) {
            const Floats weights = load_bf16(w + out * inputs + i);
            for (int row = 0; row < ROWS; ++row) sums[out][row] += weights * values[row];
        }
    }
    for (int out = 0; out < OUTPUTS; ++out) {
        for (int row = 0; row < ROWS; ++row) {
            float total = sum(sums[out][row]);
            for (int64_t rest = i; rest < inputs; ++rest)
                total += from_bf16(w[out * inputs + rest]) * x[row * inputs + rest];
            y[row * outputs + out] = total;
        }
    }
}

template <int OUTPUTS, int ROWS>
MOONPANE_INLINE void all_outputs(const float* x, const uint16_t* w, float* y, int64_t inputs, int64_t outputs) {
    int64_t out = 0;
    for (; out + OUTPUTS <= outputs; out += OUTPUTS)
        block<OUTPUTS, ROWS>(x, w + out * inputs, y + out, inputs, outputs);
    for (; out < outputs; ++out) block<1, ROWS>(x, w + out * inputs, y + out, inputs, outputs);
}

}  // namespace moonpane

MOONPANE_API void moonpane_linear_bf16(
    const float* x, const uint16_t* w, float* y, int64_t rows, int64_t inputs, int64_t outputs) {
    using namespace moonpane;
    int64_t row = 0;
    for (; row + 4 <= rows; row += 4)
        all_outputs<2, 4>(x + row * inputs, w, y + row * outputs, inputs, outputs);
    for (; row < rows; ++row) all_outputs<4, 1>(x + row * inputs, w, y + row * outputs, inputs, outputs);
}
