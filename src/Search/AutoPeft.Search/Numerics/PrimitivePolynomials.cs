namespace AutoPeft.Search.Numerics;

/// <summary>Primitive polynomials over the field of two elements, which drive Sobol sequences.</summary>
internal static class PrimitivePolynomials
{
    /// <summary>The first polynomials in order of degree, then of coefficients; bit <c>i</c> is the coefficient of <c>x^i</c>.</summary>
    public static IEnumerable<uint> InOrder()
    {
        for (var degree = 1; degree <= 24; degree++)
        {
            var primes = PrimeFactors((1UL << degree) - 1);
            for (var middle = 0U; middle < 1U << (degree - 1); middle++)
            {
                var polynomial = (1U << degree) | (middle << 1) | 1;
                if (IsPrimitive(polynomial, degree, primes))
                {
                    yield return polynomial;
                }
            }
        }
    }

    /// <summary>Whether x generates all 2^degree − 1 non-zero residues, so that its order is no proper divisor of that.</summary>
    private static bool IsPrimitive(uint polynomial, int degree, List<ulong> primes)
    {
        var order = (1UL << degree) - 1;

        return Power(order, polynomial, degree) == 1 && primes.TrueForAll(prime => order == prime || Power(order / prime, polynomial, degree) != 1);
    }

    /// <summary>x^exponent modulo the polynomial.</summary>
    private static uint Power(ulong exponent, uint polynomial, int degree)
    {
        var result = 1U;
        var square = Reduce(2, polynomial, degree);
        for (; exponent > 0; exponent >>= 1)
        {
            result = (exponent & 1) == 1 ? Multiply(result, square, polynomial, degree) : result;
            square = Multiply(square, square, polynomial, degree);
        }

        return result;
    }

    private static uint Multiply(uint left, uint right, uint polynomial, int degree)
    {
        var product = 0U;
        for (; right > 0; right >>= 1)
        {
            product ^= (right & 1) == 1 ? left : 0;
            left = Reduce(left << 1, polynomial, degree);
        }

        return product;
    }

    private static uint Reduce(uint value, uint polynomial, int degree) => (value >> degree & 1) == 1 ? value ^ polynomial : value;

    private static List<ulong> PrimeFactors(ulong number)
    {
        var primes = new List<ulong>();
        for (var divisor = 2UL; divisor * divisor <= number; divisor++)
        {
            if (number % divisor == 0)
            {
                primes.Add(divisor);
                while (number % divisor == 0)
                {
                    number /= divisor;
                }
            }
        }

        if (number > 1)
        {
            primes.Add(number);
        }

        return primes;
    }
}
