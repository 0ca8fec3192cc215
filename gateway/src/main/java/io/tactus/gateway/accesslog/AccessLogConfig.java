package io.tactus.gateway.accesslog;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where the access log goes.
 *
 * @param file appended to, and opened anew when it was moved away; empty for standard error
 * @param format how its lines look
 */
public record AccessLogConfig(Optional<Path> file, AccessFormat format) {}
