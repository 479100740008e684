// Vectors in GCC's and Clang's own notation, as wide as the registers of the target: wider ones are taken apart lane by
// lane, ten times slower. Set-up builds the sources once for each width that a processor may have.
#pragma once

#include <cstdint>
#include <cstring>
#include <new>

#define MOONPANE_API extern "C" __attribute__((visibility("default")))
#define MOONPANE_INLINE static inline __attribute__((always_inline))

namespace moonpane {

// 0, or 1 where memory was wanting: an exception must not leave a function that C calls.
template <typename Work>
int guarded(Work work) {
    try {
        work();
        return 0;
    } catch (const std::bad_alloc&) {
        return 1;
    }
}

#if defined(__AVX512F__)
constexpr int LANES = 16, REGISTERS = 32;
#elif defined(__AVX2__)
constexpr int LANES = 8, REGISTERS = 16;
#else
constexpr int LANES = 4, REGISTERS = 16;
#endif

typedef float Floats __attribute__((vector_size(LANES * 4)));
typedef uint32_t Words __attribute__((vector_size(LANES * 4)));
typedef int32_t Integers __attribute__((vector_size(LANES * 4)));
typedef uint16_t Halves __attribute__((vector_size(LANES * 2)));
typedef uint8_t Bytes __attribute__((vector_size(LANES)));

MOONPANE_INLINE Floats numbers() {
    Floats values;
    for (int lane = 0; lane < LANES; ++lane) values[lane] = float(lane);
    return values;
}

MOONPANE_INLINE Floats load(const float* from) {
    Floats values;
    memcpy(&values, from, sizeof values);
    return values;
}

MOONPANE_INLINE void store(float* to, Floats values) { memcpy(to, &values, sizeof values); }

// bfloat16 is the upper half of a float32.
MOONPANE_INLINE Floats load_bf16(const uint16_t* from) {
    Halves halves;
    memcpy(&halves, from, sizeof halves);
    return (Floats)(__builtin_convertvector(halves, Words) << 16);
}

MOONPANE_INLINE float from_bf16(uint16_t half) {
    const uint32_t word = uint32_t(half) << 16;
    float value;
    memcpy(&value, &word, sizeof value);
    return value;
}

// All lanes joined by halves: one after the other would take longer than a short row's whole product.
template <int COUNT, typename Vector, typename Join>
MOONPANE_INLINE float fold(Vector values, Join join) {
    if constexpr (COUNT == 4) {
        return join(join(values[0], values[2]), join(values[1], values[3]));
    } else {
        typedef float Half __attribute__((vector_size(COUNT * 2)));
        Half half[2];
        memcpy(half, &values, sizeof values);
        return fold<COUNT / 2>(join(half[0], half[1]), join);
    }
}

MOONPANE_INLINE float sum(Floats values) {
    return fold<LANES>(values, [](auto left, auto right) { return left + right; });
}

MOONPANE_INLINE float largest(Floats values) {
    return fold<LANES>(values, [](auto left, auto right) { return left > right ? left : right; });
}

// Lane i of the result is the sum of all lanes of vectors[i], for at most LANES vectors, which are overwritten.
// Taken together that is 3 instructions a vector, alone it is 10.
template <int COUNT, int WIDTH = LANES>
MOONPANE_INLINE Floats sums_of(Floats* vectors) {
    if constexpr (WIDTH == 1) {
        return vectors[0];
    } else {
        constexpr int PAIRS = (COUNT + 1) / 2;
        Integers even, odd;  // lanes of two vectors behind each other
        for (int lane = 0; lane < LANES; ++lane) {
            even[lane] = 2 * lane;
            odd[lane] = 2 * lane + 1;
        }
        for (int pair = 0; pair < PAIRS; ++pair) {
            const Floats left = vectors[2 * pair], right = vectors[2 * pair + 1 < COUNT ? 2 * pair + 1 : 2 * pair];
            vectors[pair] = __builtin_shuffle(left, right, even) + __builtin_shuffle(left, right, odd);
        }
        return sums_of<PAIRS, WIDTH / 2>(vectors);
    }
}

// e^x for x <= 0, to 2 ulp: x = n ln 2 + r with |r| <= ln 2 / 2, and a polynomial for e^r. NaN stays NaN.
// From e^-60 on it is 0: beside 1 that is nothing, and products with denormal numbers would be slow.
MOONPANE_INLINE Floats exponential(Floats x) {
    const Floats lowest = Floats{} - 60.0f;
    const auto is_nothing = x < lowest;
    x = is_nothing ? lowest : x;
    const Floats shifted = x * 1.44269504f + 12582912.0f;  // 1.5 * 2^23: rounds to the nearest integer
    const Floats n = shifted - 12582912.0f;
    const Floats r = x - n * 0.693359375f + n * 2.12194440e-4f;  // ln 2 in two parts
    Floats power = r * 1.9875691500e-4f + 1.3981999507e-3f;
    power = power * r + 8.3334519073e-3f;
    power = power * r + 4.1665795894e-2f;
    power = power * r + 1.6666665459e-1f;
    power = power * r + 5.0000001201e-1f;
    power = power * r * r + r + 1.0f;
    const Integers exponent = __builtin_convertvector(n, Integers) + 127;
    return is_nothing ? Floats{} : power * (Floats)(exponent << 23);
}

}  // namespace moonpane
