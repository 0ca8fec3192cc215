package io.tactus.tools.serve;

import io.tactus.gateway.access.AccessConfig;
import io.tactus.gateway.access.Grants;
import io.tactus.gateway.access.KeyFile;
import io.tactus.gateway.access.Role;
import io.tactus.gateway.access.TokenConfig;
import io.tactus.gateway.tls.TlsConfig;
import io.tactus.tools.settings.SettingValues;
import io.tactus.tools.settings.Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the settings of {@code [access]} and {@code [tls]}. Stateless. */
final class ServeAccess {

  private ServeAccess() {}

  /** Who may use the server; the key file is that of the data folder unless another is named. */
  static AccessConfig config(Settings settings) {
    List<String> anonymous = settings.get(AccessKeys.ANONYMOUS);
    Role role = Role.NONE;
    List<String> grants = new ArrayList<>();
    for (String text : anonymous) {
      Role named = Role.of(text);
      if (named == null) {
        grants.add(text);
      } else {
        role = named;
      }
    }
    int rate = settings.get(AccessKeys.RATE_LIMIT);
    int burst = settings.get(AccessKeys.RATE_BURST);
    return new AccessConfig(
        Optional.of(keyFile(settings)),
        tokens(settings),
        role,
        Grants.of(grants),
        rate,
        burst == 0 ? Math.max(1, 2 * rate) : burst,
        settings.get(AccessKeys.ORIGINS));
  }

  private static Path keyFile(Settings settings) {
    return file(settings.get(AccessKeys.KEY_FILE))
        .orElseGet(() -> Path.of(settings.get(ServeKeys.DATA)).resolve(KeyFile.NAME));
  }

  private static TokenConfig tokens(Settings settings) {
    return new TokenConfig(
        file(settings.get(AccessKeys.JWT_SECRET_FILE)),
        file(settings.get(AccessKeys.JWT_PUBLIC_KEY_FILE)),
        given(settings.get(AccessKeys.JWT_ISSUER)),
        given(settings.get(AccessKeys.JWT_AUDIENCE)),
        settings.get(AccessKeys.JWT_CLOCK_SKEW),
        settings.get(AccessKeys.JWT_ROLE_CLAIM),
        settings.get(AccessKeys.JWT_ROLES));
  }

  /** The certificate, if there is one. */
  static Optional<TlsConfig> tls(Settings settings) {
    Optional<Path> certificate = file(settings.get(AccessKeys.CERTIFICATE_FILE));
    Optional<Path> key = file(settings.get(AccessKeys.CERTIFICATE_KEY_FILE));
    if (certificate.isPresent() != key.isPresent()) {
      throw new IllegalArgumentException(
          "tls.certificate_file and tls.key_file are needed together");
    }
    return certificate.map(path -> new TlsConfig(path, key.get()));
  }

  private static Optional<Path> file(String text) {
    return given(text).map(Path::of);
  }

  private static Optional<String> given(String text) {
    return Optional.of(text).filter(given -> !given.isBlank());
  }

  // ---- parsers of values

  /** Roles and grants, separated by commas. */
  static List<String> rolesAndGrants(String text) {
    List<String> parts = SettingValues.list(text);
    Grants.of(parts.stream().filter(part -> Role.of(part) == null).toList());
    if (parts.stream().filter(part -> Role.of(part) != null).count() > 1) {
      throw new IllegalArgumentException("one role, and grants");
    }
    if (parts.contains(Role.ADMIN.written())) {
      throw new IllegalArgumentException("not admin: leave access out to have an open server");
    }
    return parts;
  }

  /** {@code THEIRS=OURS}, separated by commas. */
  static Map<String, Role> roles(String text) {
    Map<String, Role> roles = new LinkedHashMap<>();
    for (String part : SettingValues.list(text)) {
      int equals = part.lastIndexOf('=');
      Role role = equals < 1 ? null : Role.of(part.substring(equals + 1));
      if (role == null) {
        throw new IllegalArgumentException("such as service_role=admin,authenticated=writer");
      }
      roles.put(part.substring(0, equals), role);
    }
    return roles;
  }

  /** Origins as browsers send them, or a star. */
  static List<String> origins(String text) {
    List<String> origins = SettingValues.list(text);
    for (String origin : origins) {
      if (!origin.equals("*") && !isOrigin(origin)) {
        throw new IllegalArgumentException(
            "an origin is such as https://game.example or http://localhost:3000, or * for all");
      }
    }
    return origins;
  }

  private static boolean isOrigin(String text) {
    try {
      URI uri = URI.create(text);
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      return web
          && uri.getHost() != null
          && uri.getPath().isEmpty()
          && uri.getQuery() == null
          && uri.getUserInfo() == null
          && text.equals(text.toLowerCase(java.util.Locale.ROOT));
    } catch (IllegalArgumentException _) {
      return false;
    }
  }
}
