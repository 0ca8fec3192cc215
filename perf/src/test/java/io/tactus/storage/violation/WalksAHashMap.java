package io.tactus.storage.violation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Five collections whose order is nobody's business. */
public final class WalksAHashMap {
  Object walk() {
    Supplier<Object> constructor = HashSet::new;
    return List.of(
        new HashMap<Object, Object>(),
        constructor,
        Set.of(1, 2),
        Map.of(1, 2),
        Stream.of(1, 2).collect(Collectors.toSet()));
  }
}
