package io.tactus.gateway.access;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Who may use a server. Immutable.
 *
 * @param keyFile the key file; it need not exist yet, and is looked for while the server runs
 * @param tokens which JSON Web Tokens are taken
 * @param anonymousRole the role of callers without credentials, once there are keys or tokens
 * @param anonymousGrants what those callers may do beyond that
 * @param ratePerSecond requests per second of one caller, or 0 for no limit; callers without
 *     credentials are counted as one
 * @param rateBurst requests a caller may make at once
 * @param origins origins whose pages may use the server, {@code *} for all, none by default
 */
public record AccessConfig(
    Optional<Path> keyFile,
    TokenConfig tokens,
    Role anonymousRole,
    Grants anonymousGrants,
    int ratePerSecond,
    int rateBurst,
    List<String> origins) {

  /** No keys, no tokens, no limit: everybody may do everything. */
  public static final AccessConfig OPEN =
      new AccessConfig(Optional.empty(), TokenConfig.NONE, Role.NONE, Grants.NONE, 0, 1, List.of());

  /** Copies the list. */
  public AccessConfig {
    origins = List.copyOf(origins);
  }
}
