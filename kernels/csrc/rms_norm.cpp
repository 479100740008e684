// y = x / sqrt(mean(x^2) + eps) * weight over the last dimension, float32.
#include <cmath>

#include "simd.h"

MOONPANE_API void moonpane_rms_norm(
    const float* x, const float* weight, float* y, int64_t rows, int64_t stride, int64_t width, float eps) {
    using namespace moonpane;
    for (int64_t row = 0; row < rows; ++row, x += stride, y += width) {
        Floats squares = {};
        int64_t i = 0;
        for (; i + LANES <= width; i += LANES) {
            const Floats values = load(x + i);
            squares += values * values;
        }
        float total = sum(squares);
        for (; i < width; ++i) total += x[i] * x[i];
        const float factor = 1.0f / std::sqrt(total / float(width) + eps);
        for (i = 0; i < width; ++i) y[i] = x[i] * factor * weight[i];
    }
}
