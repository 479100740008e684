// INT4 weights as they lie in the checkpoint (pack-quantized, groups of 32, scales bfloat16):
// element k of a row is the nibble k % 8 of word k / 8, stored as q + 8; its weight is q * scale, rounded to bfloat16.
#include <algorithm>
#include <numeric>
#include <vector>

#include "product.h"

namespace moonpane {

constexpr int64_t GROUP = 32;
constexpr int64_t CHUNK = 2 * LANES;  // elements whose nibbles fill one vector of bytes

// Round to nearest, ties to even, as the reference loader does when it multiplies in bfloat16.
MOONPANE_INLINE Floats rounded_to_bf16(Floats values) {
    const Words bits = (Words)values;
    return (Floats)((bits + 0x7fff + ((bits >> 16) & 1)) & 0xffff0000u);
}

// The weights of a chunk: `even` those of elements 0, 2, 4 …, `odd` those between them.
MOONPANE_INLINE void chunk_weights(const uint8_t* packed, float scale, Floats& even, Floats& odd) {
    Bytes bytes;
    memcpy(&bytes, packed, sizeof bytes);
    const Integers low = __builtin_convertvector(bytes & 15, Integers);
    const Integers high = __builtin_convertvector(bytes >> 4, Integers);
    if constexpr (LANES == 16) {  // all that a nibble can mean fits one register
        const Floats meanings = rounded_to_bf16((numbers() - 8.0f) * scale);
        even = __builtin_shuffle(meanings, low);
        odd = __builtin_shuffle(meanings, high);
    } else {
        even = rounded_to_bf16(__builtin_convertvector(low - 8, Floats) * scale);
        odd = rounded_to_bf16(__builtin_convertvector(high - 8, Floats) * scale);
    }
}

// `groups` of 32 weights behind each other, as float32.
MOONPANE_INLINE void unpack(const uint8_t* packed, const uint16_t* scales, float* weights, int64_t groups) {
    Integers first, second;  // lanes of two vectors behind each other
    for (int lane = 0; lane < LANES; ++lane) {
        first[lane] = lane / 2 + lane % 2 * LANES;
        second[lane] = first[lane] + LANES / 2;
    }
    for (int64_t i = 0; i < groups * GROUP; i += CHUNK) {
        if (i % (2 * 64) == 0) prefetch(packed + i / 2 + AHEAD_BYTES);
        Floats even, odd;
        chunk_weights(packed + i / 2, from_bf16(scales[i / GROUP]), even, odd);
        store(weights + i, __builtin_shuffle(even, odd, first));
        store(weights + i + LANES, __builtin_shuffle(even, odd, second));
    }
}

// y (rows, outputs) = x (rows, inputs) times the weights transposed: unpacked a few outputs at a time, for all rows.
MOONPANE_INLINE void multiply_int4(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t rows, int64_t inputs,
    int64_t outputs) {
    thread_local std::vector<float> weights;
    weights.resize(TILE_OUTPUTS * inputs);
    for (int64_t out = 0; out < outputs; out += TILE_OUTPUTS) {
        const int64_t count = std::min<int64_t>(TILE_OUTPUTS, outputs - out), at = out * inputs;
        unpack(packed + at / 2, scales + at / GROUP, weights.data(), count * inputs / GROUP);
        multiply(x, weights.data(), y + out, rows, count, inputs, {inputs, outputs}, false);
    }
}

// target = silu(gate) * up * share
MOONPANE_INLINE void activate(const float* gate, const float* up, float share, float* target, int64_t width) {
    for (int64_t i = 0; i < width; i += LANES) {  // a multiple of 32, as all that is packed
        const Floats values = load(gate + i);
        const Floats small = exponential(values < 0 ? values : -values);  // of the side that cannot overflow
        store(target + i, values * (values < 0 ? small : small * 0 + 1) / (1 + small) * load(up + i) * share);
    }
}

// See `moonpane_experts_int4`.
static void experts_int4(
    const float* x, const int64_t* indices, const float* shares, const uint8_t* gate_up_packed,
    const uint16_t* gate_up_scales, const uint8_t* down_packed, const uint16_t* down_scales, float* y, int64_t tokens,
    int64_t chosen, int64_t hidden, int64_t width) {
    thread_local std::vector<float> rows, wide, inner, narrow;
    thread_local std::vector<int64_t> order;  // token * chosen + choice, those of one expert behind each other
    order.resize(tokens * chosen);
    std::iota(order.begin(), order.end(), 0);
    std::sort(order.begin(), order.end(), [=](int64_t a, int64_t b) {
        return indices[a] != indices[b] ? indices[a] < indices[b] : a < b;
    });
    memset(y, 0, sizeof(float) * tokens * hidden);
    for (auto first = order.begin(); first != order.end();) {
        const int64_t expert = indices[*first];
        const auto last =
            std::find_if(first, order.end(), [=](int64_t pair) { return indices[pair] != expert; });
        const int64_t count = last - first;
        rows.resize(std::max<size_t>(rows.size(), count * hidden));
        wide.resize(std::max<size_t>(wide.size(), count * 2 * width));
        inner.resize(std::max<size_t>(inner.size(), count * width));
        narrow.resize(std::max<size_t>(narrow.size(), count * hidden));
        for (int64_t row = 0; row < count; ++row)
            memcpy(rows.data() + row * hidden, x + first[row] / chosen * hidden, sizeof(float) * hidden);
        multiply_int4(
            rows.data(), gate_up_packed + expert * width * hidden,
            gate_up_scales + expert * 2 * width * hidden / GROUP, wide.data(), count, hidden, 2 * width);
        for (int64_t row = 0; row < count; ++row) {
            const float* gate = wide.data() + row * 2 * width;
            activate(gate, gate + width, shares[first[row]], inner.data() + row * width, width);
        }
        multiply_int4(
            inner.data(), down_packed + expert * width * hidden / 2, down_scales + expert * width * hidden / GROUP,
            narrow.data(), count, width, hidden);
        for (int64_t row = 0; row < count; ++row) {
            float* target = y + first[row] / chosen * hidden;
            for (int64_t i = 0; i < hidden; ++i) target[i] += narrow[row * hidden + i];
        }
        first = last;
    }
}

}  // namespace moonpane

// y (rows, outputs) = x (rows, inputs) times the weights transposed; for few rows. `inputs` is a multiple of 32.
// Returns 0, or 1 where memory was wanting.
MOONPANE_API int moonpane_linear_int4(
    const float* x, const uint8_t* packed, const uint16_t* scales, float* y, int64_t rows, int64_t inputs,
    int64_t outputs) {
    return moonpane::guarded([=] { moonpane::multiply_int4(x, packed, scales, y, rows, inputs, outputs); });
}

// The routed experts of a layer for few tokens: y (tokens, hidden) is the sum over each token's `chosen` experts of
// share * down(silu(gate x) * up x). Indices and shares are (tokens, chosen); gate and up lie behind each other.
// Tokens that chose the same expert are taken together, so that its weights are unpacked once.
// Returns 0, or 1 where memory was wanting.
MOONPANE_API int moonpane_experts_int4(
    const float* x, const int64_t* indices, const float* shares, const uint8_t* gate_up_packed,
    const uint16_t* gate_up_scales, const uint8_t* down_packed, const uint16_t* down_scales, float* y, int64_t tokens,
    int64_t chosen, int64_t hidden, int64_t width) {
    return moonpane::guarded([=] {
        moonpane::experts_int4(
            x, indices, shares, gate_up_packed, gate_up_scales, down_packed, down_scales, y, tokens, chosen, hidden,
            width);
    });
}

// All weights as float32, for many rows; `groups` of 32 behind each other.
MOONPANE_API void moonpane_dequantize_int4(
    const uint8_t* packed, const uint16_t* scales, float* y, int64_t groups) {
    moonpane::unpack(packed, scales, y, groups);
}
