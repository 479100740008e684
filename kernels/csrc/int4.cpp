// INT4 weights as they lie in the checkpoint (pack-quantized, groups of 32, scales bfloat16):
// element k of a row is the nibble k % 8 of word k / 8, stored as q + 8; its weight is q * scale, rounded to bfloat16.
#include <vector>

#include "simd.h"

namespace moonpane {

constexpr int64_t GROUP = 32;
constexpr int64_t GROUP_BYTES = GROUP / 2;

typedef uint8_t Bytes __attribute__((vector_size(LANES)));
typedef int32_t Integers __attribute__((vector_size(LANES * 4)));

// Round to nearest, ties to even, as the reference loader does when it multiplies in bfloat16.
MOONPANE_INLINE Floats rounded_to_bf16(Floats values) {
    const Words bits = (Words)values;
    return (Floats)((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000u);
}

// The weights of a group: `even` those of elements 0, 2, 4 …, `odd` those between them.
MOONPANE_INLINE void group_weights(const uint8_t* packed, float scale, Floats& even, Floats& odd) {
    Bytes bytes;
    memcpy(&bytes, packed, sizeof bytes);
    const Integers low = __builtin_convertvector(bytes & 15, Integers) - 8;
    const Integers high = __builtin_convertvector(bytes >> 4, Integers) - 8;
    even = rounded_to_bf16(__builtin_convertvector(low, Floats) * scale);
    odd = rounded_to_bf16(__builtin_convertvector(high, Floats) * scale);
}

// x holds ROWS rows whose groups have their even elements first, then the odd ones.
template <int ROWS>
MOONPANE_INLINE void int4_rows(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t inputs, int64_t outputs) {
    const int64_t groups = inputs / GROUP;
    for (int64_t out = 0; out < outputs; ++out) {
        Floats sums[ROWS] = {};
        for (int64_t group = 0; group < groups; ++group) {
            Floats even, odd;
            group_weights(
                packed + (out * groups + group) * GROUP_BYTES, from_bf16(scales[out * groups + group]), even, odd);
            for (int row = 0; row < ROWS; ++row) {
                const float* values = x + row * inputs + group * GROUP;
                sums[row] += even * load(values) + odd * load(values + LANES);
            }
        }
        for (int row = 0; row < ROWS; ++row) y[row * outputs + out] = sum(sums[row]);
    }
}

}  // namespace moonpane

// y (rows, outputs) = x (rows, inputs) times the weights transposed; for few rows. `inputs` is a multiple of 32.
MOONPANE_API MOONPANE_DISPATCH void moonpane_linear_int4(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t rows, int64_t inputs,
    int64_t outputs) {
    using namespace moonpane;
    thread_local std::vector<float> parted;
    parted.resize(rows * inputs);
    for (int64_t i = 0; i < rows * inputs; i += GROUP) {
        for (int64_t lane = 0; lane < LANES; ++lane) {
            parted[i + lane] = x[i + 2 * lane];
            parted[i + LANES + lane] = x[i + 2 * lane + 1];
        }
    }
    int64_t row = 0;
    for (; row + 4 <= rows; row += 4)
        int4_rows<4>(parted.data() + row * inputs, packed, scales, y + row * outputs, inputs, outputs);
    for (; row < rows; ++row)
        int4_rows<1>(parted.data() + row * inputs, packed, scales, y + row * outputs, inputs, outputs);
}

// All weights as float32, for many rows; `groups` of 32 behind each other.
MOONPANE_API MOONPANE_DISPATCH void moonpane_dequantize_int4(
    const uint8_t* packed, const uint16_t* scales, float* y, int64_t groups) {
    using namespace moonpane;
    for (int64_t group = 0; group < groups; ++group) {
        Floats even, odd;
        group_weights(packed + group * GROUP_BYTES, from_bf16(scales[group]), even, odd);
        for (int64_t lane = 0; lane < LANES; ++lane) {
            y[group * GROUP + 2 * lane] = even[lane];
            y[group * GROUP + 2 * lane + 1] = odd[lane];
        }
    }
}
