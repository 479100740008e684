// Vectors of 16 lanes in GCC's and Clang's own notation: the compiler lowers them to whatever the target has.
#pragma once

#include <cstdint>
#include <cstring>

#define MOONPANE_API extern "C" __attribute__((visibility("default")))
#define MOONPANE_INLINE static inline __attribute__((always_inline))

// One copy of a function for each instruction set; the loader picks the best one that the processor has.
#if defined(__x86_64__) && defined(__linux__) && !defined(MOONPANE_ONE_TARGET)
#define MOONPANE_DISPATCH __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define MOONPANE_DISPATCH
#endif

namespace moonpane {

constexpr int64_t LANES = 16;

typedef float Floats __attribute__((vector_size(LANES * 4)));
typedef uint32_t Words __attribute__((vector_size(LANES * 4)));
typedef uint16_t Halves __attribute__((vector_size(LANES * 2)));

MOONPANE_INLINE Floats load(const float* from) {
    Floats values;
    memcpy(&values, from, sizeof values);
    return values;
}

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

// By halves: adding lane after lane would take longer than a short row's whole product.
MOONPANE_INLINE float sum(Floats values) {
    typedef float Eight __attribute__((vector_size(32)));
    typedef float Four __attribute__((vector_size(16)));
    Eight eight[2];
    memcpy(eight, &values, sizeof eight);
    eight[0] += eight[1];
    Four four[2];
    memcpy(four, eight, sizeof four);
    four[0] += four[1];
    return (four[0][0] + four[0][2]) + (four[0][1] + four[0][3]);
}

}  // namespace moonpane
