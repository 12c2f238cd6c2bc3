using AutoPeft.Dashboard;

return await DashboardCommand.RunAsync(args);
