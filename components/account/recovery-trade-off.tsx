// What it means to keep a recovery code beside the codes it is the way around, in one sentence.

export function RecoveryTradeOff() {
  return (
    <p>
      If you keep it here, whoever opens your vault has both your codes and the way around them; a
      printed copy elsewhere is safer, a copy here is handier.
    </p>
  );
}
