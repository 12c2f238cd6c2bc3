namespace AutoPeft.Peft.Methods.Lora;

/// <summary>What the two matrices of a low-rank update start from. The model's outputs start unchanged in every case.</summary>
public enum LoraInitialization
{
    /// <summary>A Kaiming-uniform, B zero (Hu et al. 2022 as PEFT has it).</summary>
    Kaiming,

    /// <summary>A normal with standard deviation 1 / rank, B zero.</summary>
    Gaussian,

    /// <summary>The principal singular vectors of the weight (Meng et al., "PiSSA", NeurIPS 2024, Eqs. 2 to 4).</summary>
    Pissa,

    /// <summary>The first columns of Q and rows of R of the weight's QR decomposition (Büyükakyüz, "OLoRA", 2024, Sec. 3).</summary>
    Olora,

    /// <summary>A the principal directions of the module's inputs in the first batch (Paischer et al., "EVA", 2024, Sec. 3.2), B zero.</summary>
    Eva,
}
