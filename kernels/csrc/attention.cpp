// Absorbed latent attention over a paged cache, float32: pages are read where they lie, each once for all queries.
// Softmax and mixing go by spans of pages (online softmax, arXiv 1805.02867), so no whole row of scores is ever stored.
#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "product.h"

namespace moonpane {

constexpr int64_t PAGE = 16;  // tokens
constexpr float LOWEST = std::numeric_limits<float>::lowest();  // finite, so that differences of peaks are never NaN

// scores[row][key] = query[row] . keys[key] for ROWS queries and a whole page. Where there is a `next` page, it is
// called from memory meanwhile: pages lie anywhere, and the processor foresees only what is in a row.
template <int ROWS>
MOONPANE_INLINE void dot_products(
    const float* query, const float* keys, const float* next, int64_t width, float* scores, int64_t stride) {
    constexpr int KEYS = REGISTERS / 8;
    for (int64_t first = 0; first < PAGE; first += KEYS, keys += KEYS * width) {
        if (next != nullptr) {
            for (int64_t line = 0; line < KEYS * width; line += 16) prefetch(next + line);
            next += KEYS * width;
        }
        Floats sums[ROWS * KEYS] = {};
        int64_t i = 0;
        for (; i + LANES <= width; i += LANES) {
            Floats queries[ROWS];
            for (int row = 0; row < ROWS; ++row) queries[row] = load(query + row * width + i);
            for (int key = 0; key < KEYS; ++key) {
                const Floats values = load(keys + key * width + i);
                for (int row = 0; row < ROWS; ++row) sums[row * KEYS + key] += values * queries[row];
            }
        }
        constexpr int TOGETHER = ROWS * KEYS < LANES ? ROWS * KEYS : LANES;
        float totals[ROWS * KEYS + LANES];
        for (int j = 0; j < ROWS * KEYS; j += TOGETHER) store(totals + j, sums_of<TOGETHER>(sums + j));
        for (int row = 0; row < ROWS; ++row) {
            for (int key = 0; key < KEYS; ++key) {
                float total = totals[row * KEYS + key];
                for (int64_t rest = i; rest < width; ++rest)
                    total += keys[key * width + rest] * query[row * width + rest];
                scores[row * stride + first + key] = total;
            }
        }
    }
}

// One query's softmax goes on: scores of some pages become weights; peak, total and what was mixed so far keep step.
MOONPANE_INLINE void weigh(
    float* scores, int64_t keys, int64_t visible, float scale, float& peak, float& total, float* mixed, int64_t rank) {
    Floats highest = Floats{} + peak;
    for (int64_t i = 0; i < keys; i += LANES) {
        const auto is_visible = numbers() + float(i) < float(visible);
        const Floats values = is_visible ? load(scores + i) * scale : Floats{} + LOWEST;
        store(scores + i, values);
        highest = values > highest ? values : highest;
    }
    const float before = peak;
    peak = largest(highest);
    Floats totals = {};
    for (int64_t i = 0; i < keys; i += LANES) {
        const Floats weights = exponential(load(scores + i) - peak);
        store(scores + i, weights);
        totals += weights;
    }
    if (peak > before) {
        const float shrink = std::exp(before - peak);
        total *= shrink;
        for (int64_t i = 0; i < rank; ++i) mixed[i] *= shrink;
    }
    total += sum(totals);
}

// mixed[row] += weights[row][key] * keys[key], for PARTS vectors of each of ROWS rows and the first `visible` keys.
template <int PARTS, int ROWS>
MOONPANE_INLINE void mix_part(
    const float* weights, int64_t stride, const float* keys, int64_t visible, int64_t width, float* mixed,
    int64_t rank) {
    Floats sums[PARTS][ROWS];
    for (int part = 0; part < PARTS; ++part)
        for (int row = 0; row < ROWS; ++row) sums[part][row] = load(mixed + row * rank + part * LANES);
    for (int64_t key = 0; key < visible; ++key) {
        Floats values[PARTS];
        for (int part = 0; part < PARTS; ++part) values[part] = load(keys + key * width + part * LANES);
        for (int row = 0; row < ROWS; ++row)
            for (int part = 0; part < PARTS; ++part) sums[part][row] += weights[row * stride + key] * values[part];
    }
    for (int part = 0; part < PARTS; ++part)
        for (int row = 0; row < ROWS; ++row) store(mixed + row * rank + part * LANES, sums[part][row]);
}

template <int ROWS>
MOONPANE_INLINE void mix(
    const float* weights, int64_t stride, const float* keys, int64_t visible, int64_t width, float* mixed,
    int64_t rank) {
    constexpr int PARTS = REGISTERS / 8;
    int64_t i = 0;
    for (; i + PARTS * LANES <= rank; i += PARTS * LANES)
        mix_part<PARTS, ROWS>(weights, stride, keys + i, visible, width, mixed + i, rank);
    for (; i + LANES <= rank; i += LANES) mix_part<1, ROWS>(weights, stride, keys + i, visible, width, mixed + i, rank);
    for (; i < rank; ++i)
        for (int row = 0; row < ROWS; ++row)
            for (int64_t key = 0; key < visible; ++key)
                mixed[row * rank + i] += weights[row * stride + key] * keys[key * width + i];
}

// See `moonpane_paged_attention`.
static void paged_attention(
    const float* query, const float* pool, const int64_t* tables, const int64_t* starts, float* mixed,
    int64_t sequences, int64_t fresh, int64_t heads, int64_t width, int64_t rank, int64_t longest, float scale) {
    constexpr int64_t BLOCK = 4;   // rows that share what is loaded
    constexpr int64_t SPAN = 128;  // tokens that share a step of the softmax
    constexpr int64_t AHEAD = 4;   // pages that are called from memory before they are read
    thread_local std::vector<float> peaks, totals, weights;
    const int64_t rows = fresh * heads;
    weights.resize(rows * SPAN);
    const auto page_at = [=](int64_t sequence, int64_t page) {
        return pool + tables[sequence * longest + page] * PAGE * width;
    };
    const auto page_after = [=](int64_t sequence, int64_t page) -> const float* {
        for (; sequence < sequences; ++sequence) {
            const int64_t pages = (starts[sequence] + fresh + PAGE - 1) / PAGE;
            if (page < pages) return page_at(sequence, page);
            page -= pages;
        }
        return nullptr;
    };
    for (int64_t sequence = 0; sequence < sequences; ++sequence, query += rows * width, mixed += rows * rank) {
        peaks.assign(rows, LOWEST);
        totals.assign(rows, 0.0f);
        memset(mixed, 0, sizeof(float) * rows * rank);
        const int64_t start = starts[sequence], length = start + fresh;
        for (int64_t begin = 0; begin < length; begin += SPAN) {
            const int64_t end = std::min(begin + SPAN, length);
            const int64_t first = std::max<int64_t>(begin - start, 0) * heads;  // that sees the span
            for (int64_t at = begin; at < end; at += PAGE) {
                const float *keys = page_at(sequence, at / PAGE), *next = page_after(sequence, at / PAGE + AHEAD);
                float* scores = &weights[at - begin];
                int64_t row = first;
                for (; row + BLOCK <= rows; row += BLOCK, next = nullptr)
                    dot_products<BLOCK>(query + row * width, keys, next, width, scores + row * SPAN, SPAN);
                for (; row < rows; ++row, next = nullptr)
                    dot_products<1>(query + row * width, keys, next, width, scores + row * SPAN, SPAN);
            }
            const int64_t padded = (end - begin + PAGE - 1) / PAGE * PAGE;
            for (int64_t row = first; row < rows; ++row)
                weigh(
                    &weights[row * SPAN], padded, start + row / heads + 1 - begin, scale, peaks[row], totals[row],
                    mixed + row * rank, rank);
            for (int64_t at = begin; at < end; at += PAGE) {
                const float *keys = page_at(sequence, at / PAGE), *shares = &weights[at - begin];
                const int64_t visible = std::min(PAGE, length - at);  // weights of later ones are 0
                int64_t row = first;
                for (; row + BLOCK <= rows; row += BLOCK)
                    mix<BLOCK>(shares + row * SPAN, SPAN, keys, visible, width, mixed + row * rank, rank);
                for (; row < rows; ++row)
                    mix<1>(shares + row * SPAN, SPAN, keys, visible, width, mixed + row * rank, rank);
            }
        }
        for (int64_t row = 0; row < rows; ++row) {
            const float share = 1.0f / totals[row];
            for (int64_t i = 0; i < rank; ++i) mixed[row * rank + i] *= share;
        }
    }
}

}  // namespace moonpane

// query (sequences, fresh, heads, width), one layer's `pool` of pages (16, width), `tables` (sequences, longest) of page
// numbers; the fresh tokens of a sequence follow the `starts` that it has, and see those and themselves, in order.
// mixed (sequences, fresh, heads, rank) is softmax(scale * query keys) times the first `rank` values of the keys.
// Returns 0, or 1 where memory was wanting.
MOONPANE_API int moonpane_paged_attention(
    const float* query, const float* pool, const int64_t* tables, const int64_t* starts, float* mixed,
    int64_t sequences, int64_t fresh, int64_t heads, int64_t width, int64_t rank, int64_t longest, float scale) {
    return moonpane::guarded([=] {
        moonpane::paged_attention(
            query, pool, tables, starts, mixed, sequences, fresh, heads, width, rank, longest, scale);
    });
}
