// INT4 weights as they lie in the checkpoint (pack-quantized, groups of 32, scales bfloat16):
// element k of a row is the nibble k % 8 of word k / 8, stored as q + 8; its weight is q * scale, rounded to bfloat16.
#include <cmath>
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

MOONPANE_INLINE void int4_block(
    int rows, const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t inputs,
    int64_t outputs) {
    switch (rows) {
        case 1: return int4_rows<1>(x, packed, scales, y, inputs, outputs);
        case 2: return int4_rows<2>(x, packed, scales, y, inputs, outputs);
        case 3: return int4_rows<3>(x, packed, scales, y, inputs, outputs);
        default: return int4_rows<4>(x, packed, scales, y, inputs, outputs);
    }
}

// Each group's even elements first, then the odd ones: as `int4_rows` wants its input.
MOONPANE_INLINE void part(const float* x, float* parted, int64_t inputs) {
    for (int64_t i = 0; i < inputs; i += GROUP) {
        for (int64_t lane = 0; lane < LANES; ++lane) {
            parted[i + lane] = x[i + 2 * lane];
            parted[i + LANES + lane] = x[i + 2 * lane + 1];
        }
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
    for (int64_t row = 0; row < rows; ++row) part(x + row * inputs, parted.data() + row * inputs, inputs);
    for (int64_t row = 0; row < rows; row += 4)
        int4_block(
            int(rows - row < 4 ? rows - row : 4), parted.data() + row * inputs, packed, scales, y + row * outputs,
            inputs, outputs);
}

// The routed experts of a layer for few tokens: y (tokens, hidden) is the sum over each token's `chosen` experts of
// share * down(silu(gate x) * up x). Indices and shares are (tokens, chosen); gate and up lie behind each other.
// Tokens that chose the same expert are taken together, so that its weights are unpacked once for four of them.
MOONPANE_API MOONPANE_DISPATCH void moonpane_experts_int4(
    const float* x, const int64_t* indices, const float* shares, const uint8_t* gate_up_packed,
    const uint16_t* gate_up_scales, const uint8_t* down_packed, const uint16_t* down_scales, float* y, int64_t tokens,
    int64_t chosen, int64_t hidden, int64_t width) {
    using namespace moonpane;
    thread_local std::vector<float> parted, rows, wide, inner, narrow;
    thread_local std::vector<char> is_done;
    parted.resize(tokens * hidden);
    rows.resize(4 * hidden);
    wide.resize(4 * 2 * width);
    inner.resize(4 * width);
    narrow.resize(4 * hidden);
    is_done.assign(tokens * chosen, 0);
    for (int64_t token = 0; token < tokens; ++token) part(x + token * hidden, parted.data() + token * hidden, hidden);
    memset(y, 0, sizeof(float) * tokens * hidden);
    std::vector<float> activated(width);
    for (int64_t first = 0; first < tokens * chosen; ++first) {
        if (is_done[first]) continue;
        const int64_t expert = indices[first];
        int64_t pairs[4];
        int count = 0;
        for (int64_t pair = first; pair < tokens * chosen && count < 4; ++pair) {
            if (is_done[pair] || indices[pair] != expert) continue;
            is_done[pair] = 1;
            memcpy(rows.data() + count * hidden, parted.data() + pair / chosen * hidden, sizeof(float) * hidden);
            pairs[count++] = pair;
        }
        int4_block(
            count, rows.data(), gate_up_packed + expert * width * hidden,
            gate_up_scales + expert * 2 * width * hidden / GROUP, wide.data(), hidden, 2 * width);
        for (int row = 0; row < count; ++row) {
            const float* gate = wide.data() + row * 2 * width;
            const float share = shares[pairs[row]];
            for (int64_t i = 0; i < width; ++i)
                activated[i] = gate[i] / (1.0f + std::exp(-gate[i])) * gate[width + i] * share;
            part(activated.data(), inner.data() + row * width, width);
        }
        int4_block(
            count, inner.data(), down_packed + expert * width * hidden / 2, down_scales + expert * width * hidden / GROUP,
            narrow.data(), width, hidden);
        for (int row = 0; row < count; ++row) {
            float* target = y + pairs[row] / chosen * hidden;
            for (int64_t i = 0; i < hidden; ++i) target[i] += narrow[row * hidden + i];
        }
    }
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
