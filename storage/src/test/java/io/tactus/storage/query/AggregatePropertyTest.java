package io.tactus.storage.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tactus.storage.TableBuilder;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random rows, grouped and summed, against plain collections and numbers of any size. */
class AggregatePropertyTest {

  private static final int ROWS = 400;

  private record Row(long id, long group, Long integer, Double number) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void shouldAgreeWithExactArithmetic(long seed) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    TableBuilder table =
        TableBuilder.table("t").field("id", "u64").field("g", "i32").nullable("i", "i64");
    try (QueryWorld world = new QueryWorld(table.nullable("d", "f64").key("id"))) {
      String[] documents = new String[ROWS];
      for (int i = 0; i < ROWS; i++) {
        Row row = row(random, i);
        rows.add(row);
        documents[i] =
            "{\"id\":%d,\"g\":%d,\"i\":%s,\"d\":%s}"
                .formatted(row.id(), row.group(), row.integer(), row.number());
      }
      world.insert(documents);
      for (int round = 0; round < 20; round++) {
        long from = random.nextInt(ROWS);
        String query =
            "select=g,n:count(),i:i.sum(),ia:i.avg(),d:d.sum(),da:d.avg(),m:i.max()&id=gte." + from;
        assertEquals(model(rows, from), world.result(query), () -> "seed " + seed + ": " + query);
      }
    }
  }

  private static Row row(Random random, long id) {
    long integer = random.nextBoolean() ? random.nextLong() : Long.MAX_VALUE - random.nextInt(3);
    double number =
        random.nextInt(3) == 0
            ? random.nextInt(100) / 10.0
            : random.nextGaussian() * Math.pow(10, random.nextInt(200) - 100);
    if (random.nextInt(4) == 0) {
      number = Double.MIN_VALUE * random.nextInt(9);
    }
    return new Row(
        id,
        random.nextInt(9) - 4,
        random.nextInt(5) == 0 ? null : integer,
        random.nextInt(5) == 0 ? null : number);
  }

  private static String model(List<Row> rows, long from) {
    TreeMap<Long, List<Row>> groups = new TreeMap<>();
    for (Row row : rows) {
      if (row.id() >= from) {
        groups.computeIfAbsent(row.group(), g -> new ArrayList<>()).add(row);
      }
    }
    List<String> results = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          List<BigInteger> integers = new ArrayList<>();
          BigDecimal sum = BigDecimal.ZERO;
          int numbers = 0;
          for (Row row : members) {
            if (row.integer() != null) {
              integers.add(BigInteger.valueOf(row.integer()));
            }
            if (row.number() != null) {
              sum = sum.add(new BigDecimal(row.number()));
              numbers++;
            }
          }
          BigInteger whole = integers.stream().reduce(BigInteger.ZERO, BigInteger::add);
          results.add(
              "{\"g\":%d,\"n\":%d,\"i\":%s,\"ia\":%s,\"d\":%s,\"da\":%s,\"m\":%s}"
                  .formatted(
                      group,
                      members.size(),
                      integers.isEmpty() ? null : whole,
                      mean(new BigDecimal(whole), integers.size()),
                      mean(sum, numbers == 0 ? 0 : 1),
                      mean(sum, numbers),
                      integers.stream().max(BigInteger::compareTo).orElse(null)));
        });
    return "[" + String.join(",", results) + "]";
  }

  private static String mean(BigDecimal sum, int count) {
    if (count == 0) {
      return "null";
    }
    BigDecimal quotient = sum.divide(BigDecimal.valueOf(count), new MathContext(1_100));
    String text = Double.toString(quotient.doubleValue());
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text.replace(".0E", "E");
  }
}
