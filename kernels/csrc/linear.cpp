// y (rows, outputs) = x (rows, inputs) times w (outputs, inputs) transposed; x and y float32, w bfloat16.
// For few rows: the weights are read once, as they lie in the checkpoint, which is half the memory of float32.
#include <algorithm>

#include "product.h"

MOONPANE_API void moonpane_linear_bf16(
    const float* x, const uint16_t* w, float* y, int64_t rows, int64_t inputs, int64_t outputs) {
    using namespace moonpane;
    constexpr int64_t PANEL = 32;  // outputs whose weights stay in the nearest cache while all rows pass
    for (int64_t out = 0; out < outputs; out += PANEL)
        multiply(
            x, w + out * inputs, y + out, rows, std::min(PANEL, outputs - out), inputs, {inputs, outputs}, true);
}
