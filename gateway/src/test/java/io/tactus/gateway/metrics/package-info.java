/** Scrapes real servers and reads what they say as Prometheus would. */
package io.tactus.gateway.metrics;
