/**
 * Reports: percentile tables for terminals, and self-contained HTML pages with plots.
 *
 * <p>What always holds: percentiles are read from histograms and never averaged; the maximum is
 * always shown; a page loads nothing from anywhere and follows the reader's light or dark setting.
 * Plots are plain SVG whose text is text: a plotting library would draw through AWT, which needs
 * fonts that servers and containers often lack.
 *
 * <p>Threading: everything here is used by one thread and thrown away.
 */
package io.tactus.perf.report;
