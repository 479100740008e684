// INT4 weights as they lie in the checkpoint (pack-quantized, groups of 32, scales bfloat16):
// element k of a row is the nibble k % 8 of word k / 8, stored as q + 8; its weight is q * scale, rounded to bfloat16.
#include <cmath>
#include <vector>

#include "simd.h"

namespace moonpane {

constexpr int64_t GROUP = 32;
constexpr int64_t GROUP_BYTES = GROUP / 2;
constexpr int64_t CHUNK = 2 * LANES;  // elements whose nibbles fill one vector of bytes
constexpr int BLOCK = 8;              // rows that are taken together

// Round to nearest, ties to even, as the reference loader does when it multiplies in bfloat16.
MOONPANE_INLINE Floats rounded_to_bf16(Floats values) {
    const Words bits = (Words)values;
    return (Floats)((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000u);
}

// The weights of a chunk: `even` those of elements 0, 2, 4 …, `odd` those between them.
MOONPANE_INLINE void chunk_weights(const uint8_t* packed, float scale, Floats& even, Floats& odd) {
    Bytes bytes;
    memcpy(&bytes, packed, sizeof bytes);
    const Integers low = __builtin_convertvector(bytes & 15, Integers) - 8;
    const Integers high = __builtin_convertvector(bytes >> 4, Integers) - 8;
    even = rounded_to_bf16(__builtin_convertvector(low, Floats) * scale);
    odd = rounded_to_bf16(__builtin_convertvector(high, Floats) * scale);
}

// x holds ROWS rows whose chunks have their even elements first, then the odd ones.
template <int OUTPUTS, int ROWS>
MOONPANE_INLINE void int4_outputs(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t inputs, int64_t outputs) {
    const int64_t groups = inputs / GROUP;
    Floats sums[OUTPUTS][ROWS] = {};
    for (int64_t i = 0; i < inputs; i += CHUNK) {
        Floats even[OUTPUTS], odd[OUTPUTS];
        for (int out = 0; out < OUTPUTS; ++out)
            chunk_weights(
                packed + (out * inputs + i) / 2, from_bf16(scales[out * groups + i / GROUP]), even[out], odd[out]);
        for (int row = 0; row < ROWS; ++row) {
            const Floats first = load(x + row * inputs + i), second = load(x + row * inputs + i + LANES);
            for (int out = 0; out < OUTPUTS; ++out) sums[out][row] += even[out] * first + odd[out] * second;
        }
    }
    for (int out = 0; out < OUTPUTS; ++out)
        for (int row = 0; row < ROWS; ++row) y[row * outputs + out] = sum(sums[out][row]);
}

template <int ROWS>
MOONPANE_INLINE void int4_rows(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t inputs, int64_t outputs) {
    constexpr int OUTPUTS = 2 * ROWS + 6 <= REGISTERS ? 2 : 1;
    int64_t out = 0;
    for (; out + OUTPUTS <= outputs; out += OUTPUTS)
        int4_outputs<OUTPUTS, ROWS>(
            x, packed + out * inputs / 2, scales + out * inputs / GROUP, y + out, inputs, outputs);
    for (; out < outputs; ++out)
        int4_outputs<1, ROWS>(x, packed + out * inputs / 2, scales + out * inputs / GROUP, y + out, inputs, outputs);
}

// At most BLOCK rows.
MOONPANE_INLINE void int4_block(
    int64_t rows, const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t inputs,
    int64_t outputs) {
    switch (rows) {
        case 1: return int4_rows<1>(x, packed, scales, y, inputs, outputs);
        case 2: return int4_rows<2>(x, packed, scales, y, inputs, outputs);
        case 3: return int4_rows<3>(x, packed, scales, y, inputs, outputs);
        case 4: return int4_rows<4>(x, packed, scales, y, inputs, outputs);
        case 5: return int4_rows<5>(x, packed, scales, y, inputs, outputs);
        case 6: return int4_rows<6>(x, packed, scales, y, inputs, outputs);
        case 7: return int4_rows<7>(x, packed, scales, y, inputs, outputs);
        default: return int4_rows<BLOCK>(x, packed, scales, y, inputs, outputs);
    }
}

// Each chunk's even elements first, then the odd ones: as `int4_outputs` wants its input.
MOONPANE_INLINE void part(const float* x, float* parted, int64_t inputs) {
    for (int64_t i = 0; i < inputs; i += CHUNK) {
        for (int64_t lane = 0; lane < LANES; ++lane) {
            parted[i + lane] = x[i + 2 * lane];
            parted[i + LANES + lane] = x[i + 2 * lane + 1];
        }
    }
}

// target = silu(gate) * up * share
MOONPANE_INLINE void activate(const float* gate, const float* up, float share, float* target, int64_t width) {
    int64_t i = 0;
    for (; i + LANES <= width; i += LANES) {
        const Floats values = load(gate + i);
        const Floats small = exponential(values < 0 ? values : -values);  // of the side that cannot overflow
        store(target + i, values * (values < 0 ? small : small * 0 + 1) / (1 + small) * load(up + i) * share);
    }
    for (; i < width; ++i) target[i] = gate[i] / (1 + std::exp(-gate[i])) * up[i] * share;
}

}  // namespace moonpane

// y (rows, outputs) = x (rows, inputs) times the weights transposed; for few rows. `inputs` is a multiple of 32.
MOONPANE_API void moonpane_linear_int4(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t rows, int64_t inputs,
    int64_t outputs) {
    using namespace moonpane;
    thread_local std::vector<float> parted;
    parted.resize(rows * inputs);
    for (int64_t row = 0; row < rows; ++row) part(x + row * inputs, parted.data() + row * inputs, inputs);
    for (int64_t row = 0; row < rows; row += BLOCK)
        int4_block(
            rows - row < BLOCK ? rows - row : BLOCK, parted.data() + row * inputs, packed, scales, y + row * outputs,
            inputs, outputs);
}

// The routed experts of a layer for few tokens: y (tokens, hidden) is the sum over each token's `chosen` experts of
// share * down(silu(gate x) * up x). Indices and shares are (tokens, chosen); gate and up lie behind each other.
// Tokens that chose the same expert are taken together, so that its weights are unpacked once for all of a block.
MOONPANE_API void moonpane_experts_int4(
    const float* x, const int64_t* indices, const float* shares, const uint8_t* gate_up_packed,
    const uint16_t* gate_up_scales, const uint8_t* down_packed, const uint16_t* down_scales, float* y, int64_t tokens,
    int64_t chosen, int64_t hidden, int64_t width) {
    using namespace moonpane;
    thread_local std::vector<float> parted, rows, wide, activated, inner, narrow;
    thread_local std::vector<char> is_done;
    parted.resize(tokens * hidden);
    rows.resize(BLOCK * hidden);
    wide.resize(BLOCK * 2 * width);
    activated.resize(width);
    inner.resize(BLOCK * width);
    narrow.resize(BLOCK * hidden);
    is_done.assign(tokens * chosen, 0);
    for (int64_t token = 0; token < tokens; ++token) part(x + token * hidden, parted.data() + token * hidden, hidden);
    memset(y, 0, sizeof(float) * tokens * hidden);
    for (int64_t first = 0; first < tokens * chosen; ++first) {
        if (is_done[first]) continue;
        const int64_t expert = indices[first];
        int64_t pairs[BLOCK];
        int64_t count = 0;
        for (int64_t pair = first; pair < tokens * chosen && count < BLOCK; ++pair) {
            if (is_done[pair] || indices[pair] != expert) continue;
            is_done[pair] = 1;
            memcpy(rows.data() + count * hidden, parted.data() + pair / chosen * hidden, sizeof(float) * hidden);
            pairs[count++] = pair;
        }
        int4_block(
            count, rows.data(), gate_up_packed + expert * width * hidden,
            gate_up_scales + expert * 2 * width * hidden / GROUP, wide.data(), hidden, 2 * width);
        for (int64_t row = 0; row < count; ++row) {
            const float* gate = wide.data() + row * 2 * width;
            activate(gate, gate + width, shares[pairs[row]], activated.data(), width);
            part(activated.data(), inner.data() + row * width, width);
        }
        int4_block(
            count, inner.data(), down_packed + expert * width * hidden / 2,
            down_scales + expert * width * hidden / GROUP, narrow.data(), width, hidden);
        for (int64_t row = 0; row < count; ++row) {
            float* target = y + pairs[row] / chosen * hidden;
            for (int64_t i = 0; i < hidden; ++i) target[i] += narrow[row * hidden + i];
        }
    }
}

// All weights as float32, for many rows; `groups` of 32 behind each other.
MOONPANE_API void moonpane_dequantize_int4(
    const uint8_t* packed, const uint16_t* scales, float* y, int64_t groups) {
    using namespace moonpane;
    for (int64_t i = 0; i < groups * GROUP; i += CHUNK) {
        Floats even, odd;
        chunk_weights(packed + i / 2, from_bf16(scales[i / GROUP]), even, odd);
        for (int64_t lane = 0; lane < LANES; ++lane) {
            y[i + 2 * lane] = even[lane];
            y[i + 2 * lane + 1] = odd[lane];
        }
    }
}
